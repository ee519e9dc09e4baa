import type { ColumnMap } from './map-columns.ts';

export interface RowParts {
  readonly title: string | null;
  readonly companyName: string | null;
  readonly location: string | null;
  readonly cells: readonly string[];
  readonly columns: ColumnMap['columns'];
}

/** Why a row is shifted or broken rather than a posting: in a shifted row a title is a link, a company is a sum, a place is a paragraph. */
export function doubtOf({ title, companyName, location, cells, columns }: RowParts): string | null {
  const expected = Math.max(0, ...[...columns.values()].flat().map((column) => column + 1));
  if (cells.length < expected)
    return `The row has ${cells.length} cells where the header has at least ${expected}`;
  if (title === null) return 'The row has no title';
  if (companyName === null) return 'The row names no company';
  if (isHeader(title, companyName)) return 'The row repeats the header';
  if (!/\p{L}[^\p{L}]*\p{L}/u.test(title) || looksLikeLink(title) || looksLikeMoney(title))
    return `The title "${shorten(title)}" is none; the columns may be shifted`;
  if (title.length > 300) return 'The title is longer than 300 characters; the columns may be shifted';
  if (
    !/\p{L}/u.test(companyName) ||
    looksLikeLink(companyName) ||
    looksLikeMoney(companyName) ||
    companyName.length > 200
  ) {
    return `The company "${shorten(companyName)}" is none; the columns may be shifted`;
  }
  if (location !== null && (looksLikeLink(location) || looksLikeMoney(location) || location.length > 250)) {
    return `The location "${shorten(location)}" is none; the columns may be shifted`;
  }
  return null;
}

const isHeader = (title: string, company: string): boolean =>
  /^(?:job[\s_-]?)?title$/i.test(title) && /^(?:company|employer)(?:[\s_-]?name)?$/i.test(company);
const looksLikeLink = (text: string): boolean => /^(?:https?:\/\/|www\.)\S+$/i.test(text);
const looksLikeMoney = (text: string): boolean =>
  /^(?:from |up to )?[$£€]\s?\d[\d,.]*k?(?:\s?(?:-|–|to)\s?[$£€]?\s?\d[\d,.]*k?)?(?:\s?(?:an?|per|\/)\s?\w+)?$/i.test(
    text,
  );
const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 59).toWellFormed()}…` : text);
