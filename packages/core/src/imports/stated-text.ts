import { createHash } from 'node:crypto';

import { jobWriting } from '../jobs/index.ts';

const { decodeEntities } = jobWriting;

/** One line of plain text without tags, cut at `most` characters; null for nothing. */
export function lineOf(text: string | null, most: number): string | null {
  if (text === null) return null;
  const line = decodeEntities(text)
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return line === '' ? null : line.slice(0, most).toWellFormed();
}

/** An absolute address of the web; anything else is no link to show. */
export function webUrl(text: string | null): string | null {
  if (text === null || text.length > 2_000 || !URL.canParse(text)) return null;
  return /^https?:$/.test(new URL(text).protocol) ? text : null;
}

/** Stands for the id of what brings none: a hash of what tells it apart. */
export const identityOf = (parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 40);

/** Names of skills out of lists as people write them, each once. */
export function namedSkills(texts: readonly string[], separators: RegExp): string[] {
  const names = texts
    .flatMap((text) => text.split(separators))
    .map((name) => name.replaceAll(/<[^>]*>/g, ' ').trim())
    .filter((name) => name !== '' && name.length <= 60);
  return [...new Set(names)].slice(0, 100);
}
