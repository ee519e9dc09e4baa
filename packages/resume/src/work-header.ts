import { readShort, splitSpan, trimSpan, withScheme, type Found, type Span } from './found.ts';
import { isPlace, placeTail } from './place-words.ts';
import { hasEmployerWord, hasTitleWord } from './word-lists.ts';

/** Who somebody worked for and as what, as far as the lines above a job's description tell. */
export interface WorkHeader {
  readonly name: Found | null;
  readonly position: Found | null;
  readonly location: Found | null;
  readonly url: Found | null;
  /** Neither word lists nor layout told position from company: the order decided, and the caller may turn it. */
  readonly isGuess: boolean;
}

/** Which comes first where only the order can tell; learned from the section's clear entries. */
export type HeaderOrder = 'position_first' | 'company_first';

// Between pieces that are surely apart: tabs, bars, bullets, spaced dashes, and our own line ends.
const HARD = /[\t|•·;\n]+| {2,}/g;
const DASH = /\s[-–—−]+\s|\s@\s|[:(]\s|\s[-–—]{2,}/g;
const AT = /\s(?:at|@|bei|chez|en)\s/g;
const COMMA = /,\s*/g;
const PARENTHESES = /\(([^()]{2,60})\)/g;
const URL = /(?:https?:\/\/|www\.)[^\s|,)]{3,200}/gi;

interface Pieces {
  readonly pieces: readonly Span[];
  readonly location: Found | null;
  readonly url: Found | null;
}

/** Tells position, company, place and web address apart in the spans left when the dates are cut out. */
export function readWorkHeader(text: string, spans: readonly Span[], order: HeaderOrder): WorkHeader {
  const { pieces, location, url } = takeApart(text, spans);
  const split = pieces.length === 1 ? splitOne(text, pieces) : pieces;
  const { position, company, isGuess } = tellApart(text, split, order);
  return {
    name: company === null ? null : readShort(text, company),
    position: position === null ? null : readShort(text, position),
    location,
    url: url === null ? null : withScheme(url),
    isGuess,
  };
}

function takeApart(text: string, spans: readonly Span[]): Pieces {
  let location: Found | null = null;
  let url: Found | null = null;
  const pieces: Span[] = [];
  for (const whole of spans) {
    for (const hard of splitSpan(text, whole, HARD)) {
      const cut = cutMatches(text, hard);
      location ??= cut.location;
      url ??= cut.url;
      for (const part of cut.rest) {
        const trimmed = trimSpan(text, part);
        if (trimmed === null || !/\p{L}/u.test(text.slice(trimmed.start, trimmed.end))) continue;
        const tail = location === null ? placeOf(text, trimmed) : null;
        location ??= tail === null ? null : readShort(text, tail);
        const own = tail === null ? trimmed : trimSpan(text, { start: trimmed.start, end: tail.start });
        if (own !== null) pieces.push(own);
      }
    }
  }
  return { pieces, location, url };
}

function placeOf(text: string, piece: Span): Span | null {
  return isPlace(text.slice(piece.start, piece.end)) ? piece : placeTail(text, piece);
}

/** Cuts a web address and a place in brackets out of a piece. */
function cutMatches(text: string, span: Span): { rest: Span[]; location: Found | null; url: Found | null } {
  const raw = text.slice(span.start, span.end);
  const address = URL.exec(raw);
  URL.lastIndex = 0;
  const url =
    address === null
      ? null
      : readShort(text, {
          start: span.start + address.index,
          end: span.start + address.index + address[0].length,
        });
  const place = [...raw.matchAll(PARENTHESES)].find((match) => readsAsPlace(match[1] ?? ''));
  const location =
    place === undefined
      ? null
      : readShort(text, {
          start: span.start + place.index + 1,
          end: span.start + place.index + place[0].length - 1,
        });
  const holes = [
    ...(url === null ? [] : [{ start: url.start, end: url.end }]),
    ...(place === undefined
      ? []
      : [{ start: span.start + place.index, end: span.start + place.index + place[0].length }]),
  ].sort((a, b) => a.start - b.start);
  const rest: Span[] = [];
  let from = span.start;
  for (const hole of holes) {
    rest.push({ start: from, end: hole.start });
    from = hole.end;
  }
  rest.push({ start: from, end: span.end });
  return { rest, location, url };
}

// In brackets one or two capitalised names are a place: "(Israel, Rehovot)", "(Raanana)", "(remote)".
function readsAsPlace(words: string): boolean {
  if (isPlace(words)) return true;
  if (hasTitleWord(words) || hasEmployerWord(words)) return false;
  return /^\p{Lu}\p{Ll}[\p{L}.'’ -]*(?:, ?\p{Lu}[\p{L}.'’ -]*)?\s*$/u.test(words) && words.length <= 40;
}

/** One piece may hold both: "Developer at Acme", "Acme – Developer", "Developer, Acme". */
function splitOne(text: string, pieces: readonly Span[]): readonly Span[] {
  const [only] = pieces;
  if (only === undefined) return pieces;
  for (const separator of [AT, DASH]) {
    const parts = splitSpan(text, only, separator);
    if (parts.length >= 2) return parts.slice(0, 3);
  }
  return splitAtComma(text, only);
}

function splitAtComma(text: string, only: Span): readonly Span[] {
  const parts = splitSpan(text, only, COMMA).filter((part) => trimSpan(text, part) !== null);
  const isTitle = parts.map((part) => hasTitleWord(text.slice(part.start, part.end)));
  const first = parts[0];
  const last = parts.at(-1);
  if (parts.length < 2 || first === undefined || last === undefined || !isTitle.includes(true)) return [only];
  // "Traverse avia service, air flights, Head engineer": the title stands last.
  if (isTitle.at(-1) === true && isTitle[0] === false) {
    return [last, { start: first.start, end: parts.at(-2)?.end ?? first.end }];
  }
  // "Senior Manager, Marketing, Acme Inc": what follows the title may still be title; the last part is the employer.
  const firstTitle = isTitle.indexOf(true);
  const firstOther = isTitle.findIndex((title, index) => index > firstTitle && !title);
  const boundary = parts.findIndex(
    (part, index) => index > firstTitle && hasEmployerWord(text.slice(part.start, part.end)),
  );
  const employer = parts[boundary > 0 ? boundary : firstOther];
  const before = parts[(boundary > 0 ? boundary : firstOther) - 1];
  if (employer === undefined || before === undefined) return [only];
  return [
    { start: first.start, end: before.end },
    { start: employer.start, end: only.end },
  ];
}

interface Told {
  readonly position: Span | null;
  readonly company: Span | null;
  readonly isGuess: boolean;
}

function tellApart(text: string, pieces: readonly Span[], order: HeaderOrder): Told {
  const words = pieces.map((piece) => text.slice(piece.start, piece.end));
  const titled = words.map((piece) => hasTitleWord(piece));
  const employed = words.map((piece) => hasEmployerWord(piece));
  const positionAt = pickPosition(titled, employed);
  if (positionAt >= 0) {
    const others = pieces.map((_, index) => index).filter((index) => index !== positionAt);
    const companyAt =
      others.find((index) => employed[index]) ?? others.find((index) => !titled[index]) ?? others[0];
    return { position: pieces[positionAt] ?? null, company: pieceAt(pieces, companyAt), isGuess: false };
  }
  const employerAt = employed.indexOf(true);
  if (employerAt >= 0) {
    const other = pieces.findIndex((_, index) => index !== employerAt);
    return { position: pieceAt(pieces, other), company: pieceAt(pieces, employerAt), isGuess: false };
  }
  const [first = null, second = null] = pieces;
  const isPositionFirst = order === 'position_first';
  return isPositionFirst
    ? { position: first, company: second, isGuess: true }
    : { position: second, company: first, isGuess: true };
}

// "Sales Services Ltd" has a title's word and an employer's: the piece with the title's alone is the position.
function pickPosition(titled: readonly boolean[], employed: readonly boolean[]): number {
  const clear = titled.findIndex((isTitle, index) => isTitle && employed[index] === false);
  if (clear >= 0) return clear;
  return titled.length > 1 && employed.filter(Boolean).length < 2 ? -1 : titled.indexOf(true);
}

function pieceAt(pieces: readonly Span[], index: number | undefined): Span | null {
  return index === undefined || index < 0 ? null : (pieces[index] ?? null);
}
