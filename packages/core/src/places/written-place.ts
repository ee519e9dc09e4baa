/** A place as people write it: "Leeds LS1 4AB, England, UK" is the name Leeds within England and the United Kingdom. */
export interface WrittenPlace {
  name: string;
  areas: readonly WrittenArea[];
}

/** A region or country by the words written for it. */
export interface WrittenArea {
  words: string;
  /** ISO 3166-1 codes of the countries whose English name begins with the words. */
  countries: readonly string[];
}

/** What people write for countries beside their names. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  uk: 'GB',
  'great britain': 'GB',
  'northern ireland': 'GB',
  usa: 'US',
  'united states of america': 'US',
  holland: 'NL',
  'the netherlands': 'NL',
  'czech republic': 'CZ',
  uae: 'AE',
};
const MOST_AREAS = 4;

/** Takes a typed place apart: the name before the first comma, the areas after it; postal codes are left out. */
export function readWrittenPlace(text: string): WrittenPlace {
  const [name = '', ...rest] = partsOf(text);
  return { name, areas: rest.filter((part) => part !== '').map(areaOf) };
}

/**
 * The places that a location or postal address may name, likeliest first: a part that begins with a number is a town
 * behind its postal code ("10115 Berlin") or a street, and then the town follows. Other parts are never passed over: in
 * "Smalltown, Ontario" the second part is no town.
 */
export function readWrittenAddress(text: string): WrittenPlace[] {
  const parts = text.replaceAll(/[|/;·•()–—\n]/g, ',').split(',');
  const town = parts.findIndex((part) => !/^\s*\d/.test(part));
  return parts
    .slice(0, town + 1 || undefined)
    .map((_, index) => readWrittenPlace(parts.slice(index).join(',')));
}

function partsOf(text: string): string[] {
  return text
    .split(',')
    .slice(0, MOST_AREAS + 1)
    .map((part) =>
      part
        .replaceAll(/\S*\d\S*/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    );
}

function areaOf(words: string): WrittenArea {
  return { words, countries: countriesNamed(words) };
}

function countriesNamed(words: string): string[] {
  const wanted = folded(words).replaceAll('.', '');
  const short = SHORT_NAMES[wanted];
  if (short !== undefined) return [short];
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  return allCodes().filter((code) => folded(names.of(code) ?? '').startsWith(wanted));
}

/** AA to ZZ: which of them are countries is for Intl to say. */
function allCodes(): string[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return letters.flatMap((first) => letters.map((second) => first + second));
}

const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
