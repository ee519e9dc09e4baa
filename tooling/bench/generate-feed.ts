import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { loadPlaces } from '@access/ml/places';
import { loadOccupations } from '@access/ml/skills';

import { seededRandom } from './random.ts';

export type FeedFormat = 'json' | 'jsonl' | 'xml' | 'csv';

export interface FeedSize {
  readonly format: FeedFormat;
  /** Postings, or as many as fill `bytes`. */
  readonly rows?: number;
  readonly bytes?: number;
  /** Characters of each description; 0 for none. */
  readonly characters: number;
}

interface Made {
  readonly id: string;
  readonly title: string;
  readonly company: string;
  readonly location: string;
  readonly description: string;
}

/** Writes a feed of made-up postings: titles and skills of the shipped occupations, cities of the gazetteer. Always the same. */
export async function generateFeed(file: string, size: FeedSize): Promise<number> {
  let rows = 0;
  const lines = async function* (): AsyncGenerator<string> {
    yield heads[size.format];
    let bytes = 0;
    for (const posting of postings(size.characters)) {
      if (rows === size.rows || (size.bytes !== undefined && bytes >= size.bytes)) break;
      const text = written(posting, size.format, rows === 0);
      bytes += Buffer.byteLength(text);
      rows += 1;
      yield text;
    }
    yield tails[size.format];
  };
  await pipeline(Readable.from(lines()), createWriteStream(file));
  return rows;
}

function* postings(characters: number): Generator<Made> {
  const random = seededRandom(7);
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)];
  const occupations = loadOccupations();
  const cities = loadPlaces()
    .toSorted((a, b) => b.population - a.population)
    .slice(0, 400);
  for (let number = 1; ; number++) {
    const occupation = pick(occupations);
    const city = pick(cities);
    const words = occupation?.skills.map((skill) => skill.slug.replaceAll('-', ' ')) ?? [];
    let description = '';
    while (description.length < characters)
      description += `You will work with ${pick(words) ?? 'people'} and ${pick(words) ?? 'tools'}, and tell others how it goes. `;
    yield {
      id: String(number),
      title: occupation?.title ?? 'Worker',
      company: `Company ${1 + Math.floor(random() ** 2 * 5_000)}`,
      location: `${city?.name ?? 'London'}, ${city?.country ?? 'GB'}`,
      description,
    };
  }
}

const heads: Readonly<Record<FeedFormat, string>> = {
  json: '{"jobs":[',
  jsonl: '',
  xml: '<?xml version="1.0" encoding="utf-8"?><source>',
  csv: 'id,title,company,location,description\n',
};
const tails: Readonly<Record<FeedFormat, string>> = { json: ']}', jsonl: '', xml: '</source>', csv: '' };

function written(posting: Made, format: FeedFormat, isFirst: boolean): string {
  // Like the dumps of boards, which have no column for it.
  const { description, ...short } = posting;
  const whole = description === '' ? short : posting;
  switch (format) {
    case 'json':
      return `${isFirst ? '' : ','}${JSON.stringify(whole)}`;
    case 'jsonl':
      return `${JSON.stringify(whole)}\n`;
    case 'xml':
      return `<job>${Object.entries(whole)
        .map(([name, text]) => `<${name}><![CDATA[${text}]]></${name}>`)
        .join('')}</job>\n`;
    case 'csv':
      return `${Object.values(posting)
        .map((text) => `"${text.replaceAll('"', '""')}"`)
        .join(',')}\n`;
  }
}
