import type { DateMention } from './dates.ts';
import type { TextLine } from './extracted-text.ts';
import { withoutSpans, type Found, type Span } from './found.ts';
import { readDescription } from './read-description.ts';
import { headerSpan, splitWork, type WorkLines } from './work-entries.ts';
import { readWorkHeader, type HeaderOrder, type WorkHeader } from './work-header.ts';

/** A job as read; null where the text does not say. */
export interface FoundWork {
  readonly name: Found | null;
  readonly position: Found | null;
  readonly location: Found | null;
  readonly url: Found | null;
  readonly startDate: Found | null;
  readonly endDate: Found | null;
  /** True only when the text says so. */
  readonly isCurrent: boolean;
  readonly summary: Found | null;
  readonly highlights: readonly Found[];
}

const MAX_JOBS = 100;

/** The jobs of a section, in its order. Entries that name neither employer nor position are left out. */
export function readWork(text: string, lines: readonly TextLine[]): FoundWork[] {
  const entries = splitWork(lines).slice(0, MAX_JOBS);
  const clear = entries.map((entry) => readHeader(text, entry, 'position_first'));
  const order = usualOrder(clear);
  const headers = entries.map((entry, index) => {
    const first = clear[index];
    return first === undefined || first.isGuess ? readHeader(text, entry, order) : first;
  });
  return entries.flatMap((entry, index) => {
    const header = headers[index];
    if (header === undefined || (header.name === null && header.position === null)) return [];
    const employer = header.name === null ? employerAbove(entries, headers, index) : header;
    return [
      toWork(text, entry, { ...header, name: employer.name, location: employer.location ?? header.location }),
    ];
  });
}

/** Several positions under one employer: those after the first begin with their date line, without a gap. */
function employerAbove(
  entries: readonly WorkLines[],
  headers: readonly WorkHeader[],
  index: number,
): Pick<WorkHeader, 'name' | 'location'> {
  for (let at = index; at >= 0; at -= 1) {
    const [top] = entries[at]?.header ?? [];
    const date = entries[at]?.date;
    const header = headers[at];
    if (top === undefined || date === undefined || header === undefined) break;
    const startsWithDate = date.start < top.end;
    if (!startsWithDate) return at === index ? { name: null, location: null } : header;
    if (header.name !== null || top.hasGapBefore || top.startsBlock) break;
  }
  return { name: null, location: null };
}

function readHeader(text: string, { header, date }: WorkLines, order: HeaderOrder): WorkHeader {
  const spans = header.flatMap((line) => withoutSpans(headerSpan(line), [date]));
  return readWorkHeader(text, spans, order);
}

function usualOrder(headers: readonly WorkHeader[]): HeaderOrder {
  const isPositionFirst = headers.flatMap(({ isGuess, name, position }) =>
    isGuess || name === null || position === null ? [] : [position.start < name.start],
  );
  const companyFirst = isPositionFirst.filter((isFirst) => !isFirst).length;
  return companyFirst * 2 > isPositionFirst.length ? 'company_first' : 'position_first';
}

function toWork(text: string, { header, date, description }: WorkLines, who: WorkHeader): FoundWork {
  const { name, position, location, url } = who;
  const { summary, highlights } = readDescription(text, restOfHeader(header), description);
  return {
    name,
    position,
    location,
    url,
    ...workDates(date),
    isCurrent: date.isCurrent,
    summary,
    highlights,
  };
}

// A header that is the first sentence of a long line leaves the others to the description.
function restOfHeader(header: readonly TextLine[]): Span | null {
  const last = header.at(-1);
  if (last === undefined) return null;
  const { end } = headerSpan(last);
  return end < last.end ? { start: end, end: last.end } : null;
}

/** Start and end as written. A job dated with one year or season ("Summer 2016") was in it from start to end. */
function workDates(date: DateMention): { startDate: Found | null; endDate: Found | null } {
  const at = (value: string | null): Found | null =>
    value === null ? null : { value, start: date.start, end: date.end };
  return date.isRange
    ? { startDate: at(date.from), endDate: at(date.to) }
    : { startDate: at(date.to), endDate: at(date.to) };
}
