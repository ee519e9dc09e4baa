import { LRUCache } from 'lru-cache';

import type { JobHit } from '@access/contracts/jobs';
import type { Db } from '@access/db';

import { jobWriting } from '../jobs/index.ts';
import { doubtfulWords, highlight, wantedWords, type ShownTexts } from './highlight.ts';
import { stemsOf, type ShownJob } from './job-page.repository.ts';

/** Words whose stems are remembered; a language has some tens of thousands in use. */
const WORDS_REMEMBERED = 50_000;

/**
 * Marks what matched. Only words that begin like a stem are asked for their own, each once: a page costs a millisecond, where ts_headline reads
 * every text again in 20.
 */
export function createHighlighter(db: Db) {
  const known = new LRUCache<string, readonly string[]>({ max: WORDS_REMEMBERED });

  const learn = async (words: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> => {
    const unknown = words.filter((word) => !known.has(word));
    if (unknown.length > 0) {
      const stems = await stemsOf(db, unknown);
      unknown.forEach((word, index) => known.set(word, stems[index] ?? []));
    }
    return new Map(words.map((word) => [word, known.get(word) ?? []]));
  };

  return {
    async mark(shown: readonly ShownJob[], lexemes: readonly string[]): Promise<JobHit[]> {
      if (lexemes.length === 0) return shown.map(({ job }) => ({ ...job, highlights: [] }));
      const wanted = wantedWords(lexemes);
      const texts = shown.map(toTexts);
      const stems = await learn([...new Set(texts.flatMap((each) => doubtfulWords(each, wanted)))]);
      return shown.map(({ job }, index) => {
        const each = texts[index];
        return { ...job, highlights: each === undefined ? [] : highlight(each, wanted, stems) };
      });
    },
  };
}

const toTexts = ({ job, skillNames, description }: ShownJob): ShownTexts => ({
  title: job.title,
  skills: skillNames === '' ? [] : skillNames.split(', '),
  description: jobWriting.htmlToText(description),
});
