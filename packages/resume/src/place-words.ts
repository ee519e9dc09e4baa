import { trimSpan, type Span } from './found.ts';
import { hasEmployerWord } from './word-lists.ts';

const US_STATES =
  'AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|DC|PR';
const CANADA_AND_AUSTRALIA = 'ON|QC|BC|AB|MB|SK|NS|NB|NL|PE|NSW|VIC|QLD|ACT|TAS';
const STATE_NAMES =
  'Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|Wyoming|Ontario|Quebec|British Columbia|Alberta|England|Scotland|Wales|Northern Ireland|Bavaria|Bayern|Karnataka|Maharashtra|Tamil Nadu|Telangana';
const COUNTRIES =
  'USA|U\\.S\\.A\\.|US|U\\.S\\.|UK|U\\.K\\.|UAE|United States(?: of America)?|United Kingdom|Great Britain|Ireland|Germany|Deutschland|France|Spain|España|Italy|Italia|Portugal|Netherlands|The Netherlands|Belgium|Luxembourg|Switzerland|Schweiz|Austria|Österreich|Denmark|Sweden|Norway|Finland|Iceland|Poland|Czech Republic|Czechia|Slovakia|Hungary|Romania|Bulgaria|Greece|Croatia|Serbia|Slovenia|Estonia|Latvia|Lithuania|Ukraine|Russia|Belarus|Moldova|Georgia|Armenia|Azerbaijan|Kazakhstan|Uzbekistan|Turkey|Türkiye|Cyprus|Malta|Israel|Jordan|Lebanon|Egypt|Morocco|Tunisia|Algeria|Saudi Arabia|United Arab Emirates|Qatar|Kuwait|Bahrain|Oman|Iran|Iraq|Pakistan|India|Bangladesh|Sri Lanka|Nepal|China|Hong Kong|Taiwan|Japan|South Korea|Korea|Vietnam|Thailand|Malaysia|Singapore|Indonesia|Philippines|Australia|New Zealand|Canada|Mexico|México|Brazil|Brasil|Argentina|Chile|Colombia|Peru|Perú|Ecuador|Venezuela|Uruguay|Costa Rica|Panama|Cuba|Dominican Republic|Nigeria|Kenya|Ghana|South Africa|Ethiopia|Uganda|Tanzania|Rwanda|Zimbabwe|Cameroon|Senegal';
const REGION = `(?:(?:${US_STATES}|${CANADA_AND_AUSTRALIA})(?:[ ,]+\\d{5}(?:-\\d{4})?)?|${STATE_NAMES}|${COUNTRIES})`;
const CITY = "\\p{Lu}[\\p{L}.'’-]*(?:[ -](?:de|del|di|la|am|an der|upon|of|\\p{Lu}[\\p{L}.'’-]*)){0,3}";

const WHOLE_PLACE = new RegExp(`^(?:Greater )?${CITY} ?, ?${REGION}(?: ?, ?${REGION})?\\.?$`, 'u');
const COUNTRY_FIRST = new RegExp(`^(?:${COUNTRIES}) ?, ?${CITY}$`, 'u');
const ONE_REGION = new RegExp(`^(?:${STATE_NAMES}|${COUNTRIES})$`, 'u');
const REMOTE = /^(?:(?:fully |100% )?remote|remote work|home ?office|hybrid|on-?site|worldwide)$/i;
const PLACE_TAIL = new RegExp(
  `(?:^|[,(–—-] ?)(?:\\d{4,5} )?(${CITY} ?, ?${REGION}(?: ?, ?${REGION})?|(?:${COUNTRIES}) ?, ?${CITY})[).]?$`,
  'u',
);
const REGION_TAIL = new RegExp(`, ?((?:${STATE_NAMES}|${COUNTRIES}))\\.?$`, 'u');

/** Whether the words are a place by their form: "Palo Alto, CA", "Israel, Rehovot", "Remote". */
export function isPlace(text: string): boolean {
  const words = text.trim();
  return (
    words.length <= 80 &&
    !hasEmployerWord(words) &&
    (WHOLE_PLACE.test(words) || COUNTRY_FIRST.test(words) || ONE_REGION.test(words) || REMOTE.test(words))
  );
}

/** The place that ends a stretch ("Naya Technologies, Herzliya, Israel"), or null. The whole stretch counts too. */
export function placeTail(text: string, span: Span): Span | null {
  const trimmed = trimSpan(text, span);
  if (trimmed === null) return null;
  const words = text.slice(trimmed.start, trimmed.end).slice(-120);
  const match = PLACE_TAIL.exec(words) ?? REGION_TAIL.exec(words);
  const place = match?.[1];
  if (place === undefined || match === null) return null;
  const start = trimmed.end - words.length + match.index + match[0].indexOf(place);
  return { start, end: start + place.length };
}

/** The parts of "City, Region" or "Street, City, State 94115, US"; what cannot be told is left out. */
export function splitPlace(text: string, span: Span): { city?: Span; region?: Span; countryCode?: Span } {
  const words = text.slice(span.start, span.end);
  const match = new RegExp(
    `(?:^|, ?)(?:\\d{4,5} )?(${CITY}) ?, ?(${REGION})(?: ?, ?(${REGION}))?\\.?$`,
    'u',
  ).exec(words);
  const [city, first, second] = [match?.[1], match?.[2], match?.[3]];
  if (city === undefined || first === undefined) return {};
  const at = (part: string, from: number): Span => {
    const start = span.start + words.indexOf(part, from);
    return { start, end: start + part.length };
  };
  const cityAt = at(city, match?.index ?? 0);
  const region = /^\p{L}[\p{L} .]*/u.exec(first)?.[0].trim() ?? first;
  const regionAt = at(region, cityAt.end - span.start);
  const isState = !new RegExp(`^(?:${COUNTRIES})$`, 'u').test(region) || second !== undefined;
  const code = second ?? region;
  const isCode = /^[A-Z]{2}$/.test(code) && (second !== undefined || !isState);
  return {
    city: cityAt,
    ...(isState ? { region: regionAt } : {}),
    ...(isCode ? { countryCode: at(code, regionAt.start - span.start) } : {}),
  };
}
