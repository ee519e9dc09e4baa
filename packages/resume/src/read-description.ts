import { bulletLength, type TextLine } from './extracted-text.ts';
import { readLong, type Found, type Span } from './found.ts';

/** What a job's lines tell: the opening paragraph, then every bullet and further paragraph. */
export interface Description {
  readonly summary: Found | null;
  readonly highlights: readonly Found[];
}

const MAX_HIGHLIGHTS = 100;
// A line this long ran to the margin, so the next one goes on with it.
const FULL_LINE_CHARS = 60;

/** Joins wrapped lines and tells paragraphs from bullets; `lead` is prose that began on the header's own line. */
export function readDescription(text: string, lead: Span | null, lines: readonly TextLine[]): Description {
  const groups: { start: number; end: number; isBullet: boolean }[] =
    lead === null ? [] : [{ ...lead, isBullet: false }];
  let previous: TextLine | null = null;
  for (const line of lines) {
    const last = groups.at(-1);
    if (last !== undefined && goesOn(line, { previous, isBullet: last.isBullet })) {
      last.end = line.end;
    } else {
      groups.push({ start: line.start + bulletLength(line), end: line.end, isBullet: line.isBullet });
    }
    previous = line;
  }
  const [first, ...rest] = groups;
  if (first === undefined) return { summary: null, highlights: [] };
  const hasSummary = !first.isBullet;
  const highlights = (hasSummary ? rest : groups).slice(0, MAX_HIGHLIGHTS);
  return {
    summary: hasSummary ? readLong(text, first) : null,
    highlights: highlights.flatMap((group) => readLong(text, group) ?? []),
  };
}

function goesOn(line: TextLine, before: { previous: TextLine | null; isBullet: boolean }): boolean {
  if (line.isBullet || line.hasGapBefore || line.startsBlock) return false;
  const { previous } = before;
  if (previous === null) return true;
  if (/^[\p{Ll}(&,]/u.test(line.text)) return true;
  if (!before.isBullet) return true;
  return previous.text.length >= FULL_LINE_CHARS && !/[.;:!?]$/.test(previous.text);
}
