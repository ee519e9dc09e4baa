import { describe, expect, it } from 'vitest';

import { appRouter } from '../index.ts';
import { buildOpenApiDocument } from './document.ts';
import { promised, toCome } from './spec-table.ts';

const calls = Object.entries(buildOpenApiDocument(appRouter).paths).flatMap(([address, methods]) =>
  Object.keys(methods).map((method) => `${method.toUpperCase()} ${address}`),
);

describe('the promised addresses', () => {
  it('are there, but for those to come', () => {
    expect(calls.toSorted()).toEqual(promised.filter((call) => !toCome.includes(call)).toSorted());
  });

  it('are promised once', () => {
    expect(new Set(promised).size).toBe(promised.length);
    expect(toCome.filter((call) => !promised.includes(call))).toEqual([]);
  });
});
