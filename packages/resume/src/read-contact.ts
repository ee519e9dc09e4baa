import { findDates } from './dates.ts';
import { bulletLength, type TextLine } from './extracted-text.ts';
import { readShort, splitSpan, trimSpan, withScheme, type Found, type Span } from './found.ts';
import { isPlace, placeTail, splitPlace } from './place-words.ts';
import { sectionOf } from './section-headings.ts';
import { hasTitleWord } from './word-lists.ts';

/** A page about the person elsewhere. */
export interface FoundProfile {
  readonly network: Found;
  readonly url: Found;
}

/** Who the résumé is of, as read; null where the text does not say. */
export interface FoundContact {
  readonly name: Found | null;
  readonly label: Found | null;
  readonly email: Found | null;
  readonly phone: Found | null;
  readonly url: Found | null;
  readonly location: {
    readonly address: Found;
    readonly city: Found | null;
    readonly region: Found | null;
    readonly countryCode: Found | null;
    readonly postalCode: Found | null;
  } | null;
  readonly profiles: readonly FoundProfile[];
}

const EMAIL =
  /(?<![\w.+-])[\w.+-]{1,64}@(?:[\p{L}\d](?:[\p{L}\d-]{0,61}[\p{L}\d])?\.){1,5}\p{L}{2,24}(?![\w@])/u;
const PHONE = /(?<![\d\w./])(?:\+|00)?\(?\d(?:[\d\s().\u00a0/‐–-]{5,22})\d(?![\d\w])/g;
const PHONE_LABEL =
  /(?:phone|mobile|cell|tel(?:efon|ephone|éfono)?|handy|mobil|whats ?app|móvil|portable)\b[^\d+(]{0,20}$/i;
// A bare domain needs a known ending, or "Node.js" and "ASP.NET" would be home pages.
const URL =
  /(?<![\w@.])(?:https?:\/\/[^\s|,;<>"')\]]{4,300}|(?:www\.)?(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.){1,4}(?:com|org|net|io|dev|me|co|de|fr|es|uk|us|eu|in|ai|app|tech|info|ch|at|nl|se|ca|au|site|page|xyz|online|blog)(?![\w.-]*@)(?:\/[^\s|,;<>"')\]]{0,250})?(?![\w.]))/gi;
const NETWORKS: readonly (readonly [RegExp, RegExp])[] = [
  [/(?:^|[/.])linkedin\.com\/(?:in|pub|profile)/i, /linkedin/i],
  [/(?:^|[/.])github\.com\/[\w-]/i, /github/i],
  [/(?:^|[/.])gitlab\.com\/[\w-]/i, /gitlab/i],
  [/(?:^|[/.])(?:twitter|x)\.com\b/i, /twitter|x/i],
  [/(?:^|[/.])stackoverflow\.com\/users/i, /stackoverflow/i],
  [/(?:^|[/.])xing\.com\/profile/i, /xing/i],
  [/(?:^|[/.])soundcloud\./i, /soundcloud/i],
  [/(?:^|[/.])(?:behance|dribbble|medium|kaggle)\.(?:net|com)/i, /behance|dribbble|medium|kaggle/i],
];
const SOCIAL = /facebook\.com|instagram\.com|youtube\.com|t\.me|wa\.me/i;
const LOCATION_LABEL =
  /^(?:(?:current )?location|address|residence|city(?: of residence)?|lives? in|based in|place of residence|home|wohnort|adresse|anschrift|ort|domicilio|dirección|ubicación|⌂)\s*[:\t-]?\s+/iu;
const SEPARATOR = /[\t|•·]+|\s[-–—]\s/g;
const FIRST_LINES = 4;
const MAX_NAME_LINES = 3;
const NAME_WORD = "\\p{Lu}[\\p{L}.'’-]*";
const NAME = new RegExp(
  `^${NAME_WORD}(?: (?:(?:de|da|di|del|van|von|der|den|bin|al|el|la|le|du|y) ){0,2}${NAME_WORD}){1,4}$`,
  'u',
);
const KIND_OF_JOB =
  /^(?:senior|junior|full|front|back|web|software|java|data|staff|registered|chief|lead|head|principal|mobile|android|ios|general|project|product|sales|marketing|account|human|qa|cloud|network|systems?|it|security|executive|assistant|certified|licensed|clinical|business|customer|office|research|civil|mechanical|electrical|graphic|ux|ui|devops|team|technical|operations|financial)\b/i;
const NOT_NAME = /^(?:curriculum vitae|resume|résumé|cv|personal|professional|date of|references)\b/iu;

/** `lines` are those before the first heading and under contact headings; what is not there is looked for in `all`. */
export function readContact(
  text: string,
  lines: readonly TextLine[],
  all: readonly TextLine[],
): FoundContact {
  const urls = readUrls(text, lines);
  const everywhere = readUrls(text, all);
  const profiles = readProfiles(text, [...urls, ...everywhere]);
  const taken = new Set(profiles.map(({ url }) => url.start));
  const own = urls.find(
    (url) => !taken.has(url.start) && networkOf(url.value) === null && !SOCIAL.test(url.value),
  );
  const name = readName(text, lines, all);
  return {
    name,
    label: readLabel(text, lines, name),
    email: firstOf(lines, (line) => readEmail(text, line)) ?? firstOf(all, (line) => readEmail(text, line)),
    phone: firstOf(lines, (line) => readPhone(line, false)) ?? firstOf(all, (line) => readPhone(line, true)),
    url: own === undefined ? null : withScheme(own),
    location: readLocation(text, lines),
    profiles,
  };
}

function firstOf<Value>(lines: readonly TextLine[], read: (line: TextLine) => Value | null): Value | null {
  for (const line of lines) {
    const value = read(line);
    if (value !== null) return value;
  }
  return null;
}

function readEmail(text: string, line: TextLine): Found | null {
  const match = EMAIL.exec(line.text);
  return match === null ? null : readShort(text, at(line, match.index, match[0].length));
}

function readPhone(line: TextLine, needsLabel: boolean): Found | null {
  const dates = findDates(line.text);
  for (const match of line.text.matchAll(PHONE)) {
    const digits = match[0].replace(/\D/g, '').length;
    const before = line.text.slice(0, match.index);
    const end = match.index + match[0].length;
    const isDate = dates.some((date) => date.start < end && date.end > match.index);
    const isMarked = /^(?:\+|00)/.test(match[0]) || PHONE_LABEL.test(before);
    if (digits < (isMarked ? 7 : 9) || digits > 15 || (isDate && !isMarked) || (needsLabel && !isMarked))
      continue;
    // Brackets and plus signs at the edge belong to the number.
    return { value: match[0].replace(/\s+/g, ' '), ...at(line, match.index, match[0].length) };
  }
  return null;
}

function readUrls(text: string, lines: readonly TextLine[]): Found[] {
  return lines.flatMap((line) =>
    [...line.text.slice(0, 2_000).matchAll(URL)].flatMap((match) => {
      const end = match[0].replace(/[.:/]+$/, '').length;
      return readShort(text, at(line, match.index, end)) ?? [];
    }),
  );
}

function readProfiles(text: string, urls: readonly Found[]): FoundProfile[] {
  const seen = new Set<string>();
  return urls.flatMap((url) => {
    const network = networkOf(url.value);
    if (network === null || seen.has(url.value.toLowerCase())) return [];
    seen.add(url.value.toLowerCase());
    const word = network.exec(url.value);
    if (word === null) return [];
    const named = readShort(text, {
      start: url.start + word.index,
      end: url.start + word.index + word[0].length,
    });
    return named === null ? [] : [{ network: named, url: withScheme(url) }];
  });
}

function networkOf(url: string): RegExp | null {
  return NETWORKS.find(([address]) => address.test(url))?.[1] ?? null;
}

function pieces(text: string, line: TextLine): Span[] {
  return piecesOf(text, { start: line.start + bulletLength(line), end: line.end });
}

function piecesOf(text: string, whole: Span): Span[] {
  return splitSpan(text, whole, SEPARATOR).flatMap((span) => trimSpan(text, span) ?? []);
}

function readName(text: string, lines: readonly TextLine[], all: readonly TextLine[]): Found | null {
  const early = new Set([...lines.slice(0, FIRST_LINES), ...all.slice(0, FIRST_LINES)]);
  const large = all.filter((line) => line.scale >= 1.3).slice(0, 10);
  const candidates = [...new Set([...lines, ...large])]
    .filter((line) => early.has(line) || line.scale >= 1.3)
    .sort((a, b) => b.scale - a.scale || a.start - b.start);
  return (
    firstOf(candidates, (line) => firstName(text, withNext(line, all), false)) ??
    firstOf(candidates, (line) => firstName(text, line, false)) ??
    firstOf(candidates, (line) => (hasTitleBeside(line, lines) ? firstName(text, line, true) : null))
  );
}

// Jane Baker and John Cook: a surname may name a trade. Believed at the top or in large type, with a title beside it.
function hasTitleBeside(line: TextLine, lines: readonly TextLine[]): boolean {
  const others = lines.slice(0, FIRST_LINES).filter((other) => other !== line);
  return (line === lines[0] || line.scale >= 1.3) && others.some((other) => hasTitleWord(other.text));
}

// A name in large type may need several lines of a narrow column.
function withNext(line: TextLine, all: readonly TextLine[]): Span {
  const at = all.indexOf(line);
  const isApart = (next: TextLine): boolean =>
    next.startsBlock || line.scale < 1.3 || Math.abs(next.scale - line.scale) > 0.05;
  const after = all.slice(at + 1, at + MAX_NAME_LINES);
  const until = after.findIndex(isApart);
  const own = until < 0 ? after : after.slice(0, until);
  return { start: line.start, end: own.at(-1)?.end ?? line.end };
}

function firstName(text: string, whole: Span, mayBeTrade: boolean): Found | null {
  for (const piece of piecesOf(text, whole)) {
    const words = text
      .slice(piece.start, piece.end)
      .replace(/^name:\s*/i, '')
      .replaceAll('\n', ' ');
    // "Jane Roe, RN": letters after the name say a degree or a licence.
    const bare = words.replace(/,(?:\s*[A-Z][A-Za-z]?[A-Z.]{1,4}\b\.?,?){1,4}$/, '');
    const start = piece.end - words.length;
    const isTrade = hasTitleWord(bare);
    if (isName(bare) && (!isTrade || (mayBeTrade && !KIND_OF_JOB.test(bare)))) {
      return readShort(text, { start, end: start + bare.length });
    }
  }
  return null;
}

function isName(words: string): boolean {
  if (words.length > 60 || !NAME.test(words) || NOT_NAME.test(words) || isPlace(words)) return false;
  return sectionOf(words) === null;
}

function readLabel(text: string, lines: readonly TextLine[], name: Found | null): Found | null {
  return firstOf(lines.slice(0, 10), (line) => {
    for (const piece of pieces(text, line)) {
      const words = text.slice(piece.start, piece.end);
      const isOther = EMAIL.test(words) || /\d{4}|https?:|:\s/.test(words) || sectionOf(words) !== null;
      const isNameItself = name !== null && piece.start <= name.start && piece.end >= name.end;
      if (words.length <= 100 && hasTitleWord(words) && !isOther && !isNameItself)
        return readShort(text, piece);
    }
    return null;
  });
}

function readLocation(text: string, lines: readonly TextLine[]): FoundContact['location'] {
  const address =
    firstOf(lines, (line) => labelledPlace(text, line)) ?? firstOf(lines, (line) => barePlace(text, line));
  if (address === null) return null;
  const found = readShort(text, address);
  if (found === null) return null;
  const { city, region, countryCode } = splitPlace(text, address);
  const postal = /(?<!\d)\d{5}(?:-\d{4})?(?!\d)/.exec(text.slice(address.start, address.end));
  const read = (span: Span | undefined): Found | null => (span === undefined ? null : readShort(text, span));
  return {
    address: found,
    city: read(city) ?? (/^[\p{L} .'’-]+$/u.test(found.value) && !isPlace(found.value) ? found : null),
    region: read(region),
    countryCode: read(countryCode),
    postalCode:
      postal === null
        ? null
        : read({ start: address.start + postal.index, end: address.start + postal.index + postal[0].length }),
  };
}

function labelledPlace(text: string, line: TextLine): Span | null {
  for (const piece of splitSpan(
    text,
    line,
    /[\t|•·]+|(?<!\bof)\s(?=(?:phone|e-?mail|languages?|date|linkedin|residence|location|address|city)\b[^:]{0,14}:)/gi,
  )) {
    const trimmed = trimLeftOnly(text, piece);
    const words = text.slice(trimmed.start, trimmed.end);
    const label = LOCATION_LABEL.exec(words);
    const rest =
      label === null ? null : trimSpan(text, { start: trimmed.start + label[0].length, end: trimmed.end });
    if (rest !== null && rest.end - rest.start <= 150 && /\p{L}{2}/u.test(text.slice(rest.start, rest.end)))
      return rest;
  }
  // The label and its value in two cells of one row.
  const [first, second] = splitSpan(text, line, /\t/g);
  if (first === undefined || second === undefined) return null;
  return LOCATION_LABEL.test(`${text.slice(first.start, first.end).replace(/:$/, '')} `)
    ? trimSpan(text, second)
    : null;
}

function trimLeftOnly(text: string, span: Span): Span {
  const raw = text.slice(span.start, span.end);
  return { start: span.start + (raw.length - raw.trimStart().length), end: span.end };
}

function barePlace(text: string, line: TextLine): Span | null {
  for (const piece of pieces(text, line)) {
    const words = text.slice(piece.start, piece.end);
    if (/,/.test(words) && isPlace(words)) return piece;
    // A street before the city makes it an address.
    const tail = words.length <= 150 ? placeTail(text, piece) : null;
    if (tail !== null && /\d/.test(words) && tail.start > piece.start) return piece;
  }
  return null;
}

function at(line: TextLine, index: number, length: number): Span {
  return { start: line.start + index, end: line.start + index + length };
}
