import { types, type CustomTypesConfig } from 'pg';

const int8 = 20;
const int8Array = 1016;
const numeric = 1700;
const numericArray = 1231;
const date = 1082;
const dateArray = 1182;

/**
 * How values come out of PostgreSQL: bigint as a number (an unsafe one throws rather than round), numeric(12,2) as a
 * number, date as 'YYYY-MM-DD' (a Date would move it by the time zone), timestamptz as Date.
 */
export const typeParsers: CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (format === 'binary') return types.getTypeParser(oid, 'binary');
    if (oid === int8) return parseSafeInteger;
    if (oid === numeric) return Number;
    if (oid === date) return keepText;
    if (oid === int8Array) return (text: string) => parseArray(text, parseSafeInteger);
    if (oid === numericArray) return (text: string) => parseArray(text, Number);
    if (oid === dateArray) return (text: string) => parseArray(text, keepText);
    return types.getTypeParser(oid, 'text');
  },
};

function parseSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} is beyond 2^53`);
  return value;
}

/** Arrays of one dimension whose elements are never quoted: numbers and dates. */
function parseArray<T>(text: string, parse: (element: string) => T): (T | null)[] {
  const inner = text.slice(1, -1);
  if (inner === '') return [];
  return inner.split(',').map((element) => (element === 'NULL' ? null : parse(element)));
}

function keepText(text: string): string {
  return text;
}
