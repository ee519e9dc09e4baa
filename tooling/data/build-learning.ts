/**
 * Builds the free learning resources the product ships from free-programming-books (its JSON form): title, link and the skill
 * its section names. Run by hand when the source changes: the output is committed and the same input always gives the same bytes.
 *
 *   node tooling/data/build-learning.ts --data <free_programming_books.json> [--out ml-models]
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { z } from 'zod';

import { WebUrl } from '@access/contracts/text';
import { loadSkills } from '@access/ml/skills';

import { labelKey } from './skill-concept.ts';
import { writeLines } from './write-lines.ts';

const Entry = z.object({
  // A few entries are groups of links and have none of their own.
  url: z.string().default(''),
  title: z.string(),
  author: z.string().optional(),
  notes: z.array(z.string()).default([]),
});
const Section = z.object({
  section: z.string(),
  entries: z.array(Entry),
  subsections: z.array(z.object({ section: z.string(), entries: z.array(Entry) })).default([]),
});
const Source = z.object({
  children: z.array(
    z.object({
      type: z.string(),
      children: z.array(
        z.object({ language: z.object({ code: z.string() }), sections: z.array(Section).default([]) }),
      ),
    }),
  ),
});

const KINDS: Readonly<Record<string, 'book' | 'course'>> = { books: 'book', courses: 'course' };
/** Of a skill in one language: enough to choose from. */
const MOST_OF_A_KIND = 6;
/** Links that the source itself calls old, unfinished or closed. */
const UNFIT = /archived|in process|account|registration|paywall|heavy_dollar/i;
/** Marks of reading direction, which the source puts after some names. */
const DIRECTION_MARKS = /[\u200e\u200f]/g;

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    out: { type: 'string', default: fileURLToPath(new URL('../../ml-models', import.meta.url)) },
  },
});
if (values.data === undefined) throw new Error('Usage: node tooling/data/build-learning.ts --data <file>');

const source = Source.parse(JSON.parse(readFileSync(values.data, 'utf8')));
const slugsOf = sectionReader();
const seen = new Set<string>();
const counts = new Map<string, number>();
const rows = source.children.flatMap(({ type, children }) => {
  const kind = KINDS[type];
  if (kind === undefined) return [];
  return children.flatMap(({ language, sections }) =>
    sections
      .flatMap((each) => [each, ...each.subsections])
      .flatMap(({ section, entries }) =>
        slugsOf(section).flatMap((slug) =>
          entries.flatMap((entry) => rowOf(entry, { slug, kind, language: language.code })),
        ),
      ),
  );
});
// The order of the source is its editors' order, kept within a skill.
rows.sort((a, b) => (a.slug < b.slug ? -1 : a.slug > b.slug ? 1 : 0));
const { bytes, path } = writeLines(join(values.out, 'learning/resources.jsonl'), rows);
const skills = new Set(rows.map((row) => row.slug)).size;
process.stdout.write(
  `${rows.length} resources for ${skills} skills, ${Math.round(bytes / 1024)} kB, ${path}\n`,
);

function rowOf(
  { url, title, author, notes }: z.output<typeof Entry>,
  { slug, kind, language }: { slug: string; kind: 'book' | 'course'; language: string },
) {
  const group = `${slug} ${kind} ${language}`;
  const count = counts.get(group) ?? 0;
  const key = `${slug} ${url}`;
  const isFit = !notes.some((note) => UNFIT.test(note)) && WebUrl.safeParse(url).success;
  if (!isFit || count === MOST_OF_A_KIND || seen.has(key)) return [];
  seen.add(key);
  counts.set(group, count + 1);
  const name = plain(author ?? '');
  return [{ slug, title: plain(title), url, kind, language, ...(name === '' ? {} : { author: name }) }];
}

function plain(text: string): string {
  return text.replace(DIRECTION_MARKS, '').trim();
}

/** A section is a skill when it bears its name or an alias; a few that join two skills are listed beside this file. */
function sectionReader(): (section: string) => readonly string[] {
  const skills = loadSkills();
  const bySlug = new Map<string, string>();
  for (const { slug, aliases } of skills) for (const alias of aliases) bySlug.set(labelKey(alias), slug);
  for (const { slug, name } of skills) bySlug.set(labelKey(name), slug);
  const find = (name: string): string[] => {
    const slug = bySlug.get(labelKey(plain(name)));
    return slug === undefined ? [] : [slug];
  };
  const joined = z
    .record(z.string(), z.array(z.string()))
    .parse(JSON.parse(readFileSync(new URL('learning-sections.json', import.meta.url), 'utf8')));
  return (section) => joined[section]?.flatMap(find) ?? find(section);
}
