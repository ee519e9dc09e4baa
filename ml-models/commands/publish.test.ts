import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { expect, it } from 'vitest';

import { markdownTable, publish } from './publish.ts';

it('writes a section, and replaces it the next time', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'access-publish-'));
  const file = path.join(folder, 'BENCHMARKS.md');
  const section = (heading: string, hits: number): void =>
    publish(file, { heading, method: 'How.' }, { rows: [{ model: 'a', hits }], settings: { seed: 1 } });
  section('First', 0.25);
  section('Second', 0.5);
  section('First', 0.75);
  const text = readFileSync(file, 'utf8');
  expect(text.match(/^## .*/gm)).toEqual(['## First', '## Second']);
  expect(text).toContain('| a | 0.7500 |');
  expect(text).not.toContain('0.2500');
  expect(text.startsWith('# Benchmarks')).toBe(true);
  rmSync(folder, { recursive: true });
});

it('aligns numbers and shows what is missing', () => {
  expect(markdownTable([{ model: 'a', hits: 3 }, { model: 'b' }])).toBe(
    '| model | hits |\n| --- | ---: |\n| a | 3 |\n| b | – |',
  );
});
