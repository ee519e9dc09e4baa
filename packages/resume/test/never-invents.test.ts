import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { ParsedResume } from '@access/contracts/resume-document';

import { assembleText } from '../src/extracted-text.ts';
import { parseResume } from '../src/index.ts';
import { readResume } from '../src/read-resume.ts';
import { ResumeRefusal } from '../src/refusal.ts';
import { renderDocx, renderPdf, type Line } from './render-resume.ts';
import { crowdedDocx } from './zip-files.ts';

/** Every string of the document with its path. */
function leaves(node: unknown, path = ''): [string, string][] {
  if (typeof node === 'string') return [[path, node]];
  if (Array.isArray(node)) return node.flatMap((item, index) => leaves(item, `${path}[${index}]`));
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, child]) => leaves(child, path === '' ? key : `${path}.${key}`));
}

const squeeze = (text: string): string => text.replace(/\s+/g, '');

/** Paths whose value does not stand where the evidence says, or nowhere. */
function invented({ document, evidence }: ParsedResume, text: string): string[] {
  const whole = squeeze(text);
  const isGrounded = (path: string, value: string): boolean => {
    const at = evidence[path];
    if (at === undefined || text.slice(at.start, at.end) !== at.quote) return false;
    // Dates are normalised: the year, or its last two digits, stands in the words it was read from.
    if (/date$/i.test(path)) return at.quote.includes(value.slice(2, 4));
    return whole.includes(squeeze(value.replace(/^https:\/\//, '')));
  };
  return leaves(document).flatMap(([path, value]) => (isGrounded(path, value) ? [] : [`${path}: ${value}`]));
}

/** Read to the end, or refused with a reason; anything else is a fault of ours. */
async function outcomeOf(bytes: Uint8Array): Promise<'read' | 'refused' | Error> {
  try {
    await readResume(bytes);
    return 'read';
  } catch (error) {
    if (error instanceof ResumeRefusal) return 'refused';
    return error instanceof Error ? error : new Error(String(error));
  }
}

const WORDS =
  'Jane~Roe~Nurse~Senior~Developer~at~Acme~Inc.~University~of~Leeds~Bachelor~MSc~in~Physics~GPA:~3.9~Present~-~–~,~|~(~)~:~2019~03/2020~May~2015~to~since~jane@example.org~+44 20 7946 0958~github.com/jane~Paris, France~English~native~SQL~C++~Languages:~Programming:~heute~•~- ~12~99/99/9999~👩\u200d⚕️~中文';
const word = fc.constantFrom(...WORDS.split('~'), '\t', 'e\u0301');
const heading = fc.constantFrom(
  'Experience',
  'EDUCATION',
  'Skills',
  'Languages',
  'Certifications',
  'Summary',
  'Contact',
  'Hobbies',
);
const line = fc.oneof(
  { weight: 6, arbitrary: fc.array(word, { maxLength: 14 }).map((words) => words.join(' ')) },
  { weight: 2, arbitrary: heading },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 80 }) },
  { weight: 1, arbitrary: fc.constant('') },
);

test('whatever the text says, nothing in the document is missing from it', () => {
  let values = 0;
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40, size: 'max' }), (lines) => {
      const extracted = assembleText(lines.map((text) => ({ text })));
      const parsed = parseResume(extracted);
      values += leaves(parsed.document).length;
      expect(invented(parsed, extracted.text)).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
  // The texts are such that there was something to get wrong.
  expect(values).toBeGreaterThan(5_000);
});

test('lines with hints of layout keep the rule', () => {
  const rawLine = fc.record({
    text: line,
    scale: fc.constantFrom(0.8, 1, 1.6),
    isEmphasised: fc.boolean(),
    isBullet: fc.boolean(),
    hasGapBefore: fc.boolean(),
    startsBlock: fc.boolean(),
    links: fc.array(
      fc.constantFrom('https://github.com/jane', 'javascript:alert(1)', 'https://example.org/\ud800'),
      { maxLength: 2 },
    ),
  });
  fc.assert(
    fc.property(fc.array(rawLine, { maxLength: 30, size: 'max' }), (lines) => {
      const extracted = assembleText(lines);
      expect(invented(parseResume(extracted), extracted.text)).toEqual([]);
      expect(extracted.text.isWellFormed()).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('random bytes are read or refused, and never anything else', async () => {
  const start = fc.constantFrom('', '%PDF-1.7\n', 'PK\u0003\u0004', '{"basics":', '\ufeff', 'Jane Roe\n');
  await fc.assert(
    fc.asyncProperty(start, fc.uint8Array({ maxLength: 600 }), async (head, tail) => {
      const bytes = Buffer.concat([Buffer.from(head, head.startsWith('PK') ? 'latin1' : 'utf8'), tail]);
      expect(['read', 'refused']).toContain(await outcomeOf(bytes));
    }),
    { numRuns: 300 },
  );
});

test('a real file with bytes changed or cut off is read or refused', async () => {
  const lines: Line[] = [
    { text: 'Jane Roe', kind: 'name' },
    { text: 'Experience', kind: 'heading' },
    { text: 'Nurse, Acme Ltd, 2019 - 2020' },
  ];
  const files = [await renderPdf(lines), await renderDocx(lines)];
  const edit = fc.record({ at: fc.double({ min: 0, max: 0.999, noNaN: true }), byte: fc.nat(255) });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...files),
      fc.array(edit, { minLength: 1, maxLength: 8 }),
      fc.double({ min: 0.2, max: 1, noNaN: true }),
      async (file, edits, keep) => {
        const bytes = Buffer.from(file);
        for (const { at, byte } of edits) bytes[Math.floor(at * bytes.length)] = byte;
        const cut = bytes.subarray(0, Math.ceil(keep * bytes.length));
        expect(['read', 'refused']).toContain(await outcomeOf(cut));
      },
    ),
    { numRuns: 60 },
  );
});

test.each([
  ['letters', 'a'],
  ['digits', '1'],
  ['spaces within words', 'a '],
  ['at signs', 'a@'],
  ['addresses cut short', 'a@b.'],
  ['hyphens and dots', '-.'],
  ['brackets', '(a'],
  ['dates', '2019 - 2020 '],
  ['commas', 'Ab, '],
  ['lines', 'Ab\n'],
  ['headings', 'Skills\nAb, Cd\n'],
  ['jobs', 'Nurse, Acme Ltd, 2019 - 2020\n'],
])(
  'a longest possible text of %s is parsed or refused before the process would be killed',
  async (_, piece) => {
    const bytes = Buffer.from(`EXPERIENCE\n${piece.repeat(Math.floor(390_000 / piece.length))}`);
    expect(['read', 'refused']).toContain(await outcomeOf(bytes));
  },
);

test('NULs and lone surrogates never reach the text', async () => {
  const withNuls = Buffer.from(`Jane Roe\nNurse with many years of work${' and more'.repeat(100)}\u0000`);
  const { text } = await readResume(withNuls);
  expect(text).not.toContain('\u0000');
  const lone = Buffer.concat([
    Buffer.from([0xff, 0xfe]),
    Buffer.from(`Jane Roe nurse ${'and more '.repeat(100)}`, 'utf16le'),
    Buffer.from([0x00, 0xd8]),
  ]);
  expect((await readResume(lone)).text.isWellFormed()).toBe(true);
});

test('an archive of very many entries is refused', async () => {
  await expect(readResume(crowdedDocx(2_001))).rejects.toMatchObject({ reason: 'unpacks_too_large' });
});
