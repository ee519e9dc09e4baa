import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { splitJson, type JsonPiece, type SplitOptions } from './split-json.ts';

async function* inChunks(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const split = async (text: string, size = 7, options: Partial<SplitOptions> = {}): Promise<JsonPiece[]> => {
  const pieces: JsonPiece[] = [];
  const isOpened = (path: string): boolean => ['jobs', 'data', 'data.items'].includes(path);
  const given: SplitOptions = { rootObjects: 'open', isOpened, mostBytes: 10_000, ...options };
  for await (const piece of splitJson(inChunks(text, size), given)) pieces.push(piece);
  return pieces;
};
const valuesOf = (pieces: readonly JsonPiece[]): unknown[] =>
  pieces.map((piece) => (piece.kind === 'value' ? JSON.parse(piece.text) : piece));

describe('the records of a JSON file', () => {
  it.each([
    ['[{"a":1},{"b":[2,"]"]}]', [{ a: 1 }, { b: [2, ']'] }]],
    ['\uFEFF [ 1 , "x\\"y" , null,[2] ] ', [1, 'x"y', null, [2]]],
    ['{"meta":{"jobs":[9]},"jobs":[{"a":1}],"total":"1"}', [{ a: 1 }]],
    ['{"data":{"count":2,"items":[{"a":1},{"a":2}]},"jobs":[]}', [{ a: 1 }, { a: 2 }]],
    ['{"other":[1,2]}', []],
    ['[]', []],
    ['[{"a":1}] [{"b":2}]', [{ a: 1 }, { b: 2 }]],
  ])('%s', async (text, expected) => {
    for (const size of [1, 3, 1_000]) expect(valuesOf(await split(text, size))).toEqual(expected);
  });

  it('may stand at the root, one after the other', async () => {
    const text = '{"a":\n1}\n{"b":2} 3';
    expect(valuesOf(await split(text, 2, { rootObjects: 'keep' }))).toEqual([{ a: 1 }, { b: 2 }, 3]);
  });

  it('end where the file is cut off, and say so', async () => {
    const whole = '{"total":2,"jobs":[{"a":"}"},{"b":{"c":[1]}}]}';
    for (let length = 1; length < whole.length; length++) {
      const pieces = await split(whole.slice(0, length));
      expect(pieces.at(-1)).toEqual({ kind: 'broken', reason: 'The file is cut off' });
    }
  });

  it.each(['[{"a":1} {"b":2}]', '{"jobs" [1]}', '[,]', '{a:1}', ']'])(
    'end where %s is no JSON',
    async (text) => {
      expect((await split(text)).at(-1)).toMatchObject({ kind: 'broken', reason: /^Not JSON/ });
    },
  );

  it('lose one that is too long and nothing else', async () => {
    const text = JSON.stringify([{ a: 1 }, { a: 'x'.repeat(200) }, { a: 3 }]);
    expect(valuesOf(await split(text, 16, { mostBytes: 100 }))).toEqual([
      { a: 1 },
      { kind: 'oversized' },
      { a: 3 },
    ]);
  });

  it('are those that JSON.parse finds, however the file comes in pieces', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue()),
        fc.integer({ min: 1, max: 50 }),
        fc.constantFrom(0, 2),
        async (items, size, indent) => {
          const text = JSON.stringify({ total: items, jobs: items }, null, indent);
          expect(valuesOf(await split(text, size))).toEqual(JSON.parse(JSON.stringify(items)));
        },
      ),
    );
  });

  it('come out of any bytes without an error', async () => {
    const text = fc.string({ unit: fc.constantFrom(...'{}[]",:\\ 1a\n') });
    await fc.assert(fc.asyncProperty(text, async (bytes) => void (await split(bytes, 3))));
  });
});
