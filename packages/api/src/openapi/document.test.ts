import { readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { JobSearchInput } from '@access/contracts/jobs';

import { appRouter } from '../index.ts';
import type { ApiMeta } from '../meta/index.ts';
import { compileRestRoutes } from '../rest/index.ts';
import { definitionOf, proceduresOf } from '../rest/routes.ts';
import { buildOpenApiDocument } from './document.ts';
import { Response, type Operation } from './shapes.ts';

const document = buildOpenApiDocument(appRouter);
const operations = Object.entries(document.paths).flatMap(([address, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    call: `${method.toUpperCase()} ${address}`,
    operation,
  })),
);
const calls = operations.map(({ call }) => call);
const procedures = proceduresOf(appRouter);

describe('the document', () => {
  it('is the committed one; otherwise run `node packages/api/src/openapi/write.ts`', () => {
    const file = path.resolve(import.meta.dirname, '../../openapi.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(document);
  });

  it('has every query and mutation, over REST or by its twin', () => {
    for (const [name, procedure] of Object.entries(procedures)) {
      if (procedure._def.type === 'subscription') continue;
      const meta: ApiMeta = procedure.meta ?? {};
      const isCovered = meta.openapi !== undefined || calls.includes(meta.browserTwinOf ?? '');
      expect(isCovered, `${name} has neither a REST address nor a twin that exists`).toBe(true);
    }
  });

  it('names operations by their procedures, and tells who may call', () => {
    expect(operations.map(({ operation }) => operation.operationId).toSorted()).toEqual(
      compileRestRoutes(appRouter)
        .map(({ procedurePath }) => procedurePath)
        .toSorted(),
    );
    for (const { operation } of operations) expect(operation.security).toBeDefined();
  });

  it('leaves the shared schemas as strict as they were', () => {
    expect(JobSearchInput.safeParse({ limit: '5' }).success).toBe(false);
  });

  it.each(operations)('answers problems as problem documents: $call', ({ operation }) => {
    expect(operation.responses['default']).toEqual({ $ref: '#/components/responses/Problem' });
  });

  it.each(operations.filter(({ operation }) => operation.responses['204'] === undefined))(
    'shows an answer that its own schema takes: $call',
    ({ operation }) => {
      const status = Object.keys(operation.responses).find((code) => code.startsWith('2')) ?? '';
      const { content } = Response.parse(operation.responses[status]);
      const { output } = definitionOf(procedureOf(operation));
      const [media] = Object.values(content ?? {});
      expect(output.safeParse(media?.example).error?.issues).toBeUndefined();
    },
  );

  const withJson = operations.flatMap(({ call, operation }) => {
    const media = operation.requestBody?.content['application/json'];
    return media === undefined ? [] : [{ call, operation, media }];
  });
  it.each(withJson)('shows a body that its procedure takes: $call', ({ operation, media }) => {
    const params = operation.parameters.map(({ name, example }) => [name, example] as const);
    const input = { ...Object.fromEntries(params), ...Object(media.example) };
    expect(definitionOf(procedureOf(operation)).input?.safeParse(input).error?.issues).toBeUndefined();
  });
});

function procedureOf({ operationId }: Operation) {
  const procedure = procedures[operationId];
  if (procedure === undefined) throw new Error(`No procedure ${operationId}`);
  return procedure;
}
