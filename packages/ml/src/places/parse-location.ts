/** One of several places a location text offers: its parts from small to large, and whether remote work stands beside them. */
export type Alternative = { parts: string[]; isRemote: boolean };

/** A location text in pieces: what it says of remote work, and its alternatives. */
export type ParsedLocation = { remote: 'remote' | 'hybrid' | null; alternatives: Alternative[] };

const MAX_LENGTH = 1_000;
const HYBRID = /\b(?:hybrid|híbrido|hybride)\b/i;
const REMOTE =
  /\b(?:remote(?:ly)?|remoto|remota|télétravail|telework(?:ing)?|telecommut(?:e|ing)|work(?:ing)? from home|wfh|home[- ]?based|homeoffice|home office|anywhere|virtual|distributed)\b/i;
const WORK_WORDS =
  /\b(?:fully|100%|full|flexible|first|friendly|eligible|optional|possible|ok|only|based|work|working|location|locations?|office|multiple|various|nationwide|within|in the|on[- ]?site|in[- ]office|in person|candidates?|preferred|days?(?: per| a)? week|hq|headquarters|campus|est|pst|cst|mst|time ?zones?|u\.?s\.?-based)\b/gi;
const BETWEEN_ALTERNATIVES = /\s*(?:;|\||•|·|\n|\/\s|\s\/|\s+or\s+|\s+(?:oder|ou)\s+)\s*/iu;
const BETWEEN_PARTS =
  /\s*(?:,|\(|\)|\[|\]|\s[-–—:]\s|[-–—]\s|\s[-–—]|:|_|(?<=\b[A-Z]{2,3})-(?=[A-Z])|(?<=\p{Ll}{2})-(?=[A-Z]{2}\b))\s*/u;

/** A street address, which names no town. */
const STREET =
  /\d.*\b(?:street|st|road|rd|avenue|ave|boulevard|blvd|drive|dr|lane|ln|way|highway|hwy|parkway|pkwy|court|plaza|square|floor)\.?(?:\s+(?:[NSEW]|[NS][EW]))?\s*$|^\s*(?:suite|ste|unit|floor|room)\b/i;

/** Splits "Hybrid - Leeds, UK or Remote (US)" into its remote option and alternatives; total on any string. */
export function parseLocation(text: string): ParsedLocation {
  const source = text.slice(0, MAX_LENGTH);
  const remote = HYBRID.test(source) ? 'hybrid' : REMOTE.test(source) ? 'remote' : null;
  const alternatives = source
    .split(BETWEEN_ALTERNATIVES)
    .flatMap((alternative) => {
      const isRemote = REMOTE.test(alternative);
      return expanded(toParts(alternative)).map((parts) => ({ parts, isRemote }));
    })
    .filter(({ parts }) => parts.length > 0);
  return { remote, alternatives };
}

/** Each part as the names it offers: "Oakland/San Francisco" offers two. */
function toParts(alternative: string): string[][] {
  const parts = alternative.split(BETWEEN_PARTS);
  return parts
    .filter((part, index) => index === parts.length - 1 || !STREET.test(part))
    .map((part) =>
      part
        .split(/(?<=\p{L}{2})\/(?=\p{L}{2})/u)
        .map(withoutCodes)
        .filter((name) => name !== ''),
    )
    .filter((names) => names.length > 0);
}

/** "Oakland/San Francisco, CA" is two places; what follows the comma holds for both. */
function expanded(parts: readonly string[][]): string[][] {
  const [offers = []] = parts.filter((names) => names.length > 1);
  if (offers.length === 0) return [parts.flatMap(([name]) => name ?? [])];
  return offers.map((offer) => parts.flatMap((names) => (names === offers ? offer : (names[0] ?? []))));
}

/** Post codes, street numbers and words on the way of working are no names of places. */
function withoutCodes(part: string): string {
  const isAllWorkWords =
    part.replace(HYBRID, ' ').replace(REMOTE, ' ').replace(WORK_WORDS, ' ').trim() === '';
  if (isAllWorkWords) return '';
  return part
    .replace(/\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b/g, ' ')
    .replace(/\b\d[\d-]*\b/g, ' ')
    .replace(new RegExp(HYBRID, 'gi'), ' ')
    .replace(new RegExp(REMOTE, 'gi'), ' ')
    .replace(/^[\s,/&+.*-]+|[\s,/&+*-]+$/g, '')
    .replace(/^(?:in|from|within|based in|the|near|around)\s+/i, '')
    .replace(/\s+/g, ' ')
    .trim();
}
