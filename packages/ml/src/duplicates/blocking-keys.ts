import { foldKey } from '../text/index.ts';
import type { DescribedPosting } from './described-posting.ts';
import { hashText, mix } from './text-sketch.ts';

/** Keys by the words of the title within one company and place: titles that share half their words share a key with probability 0.875. */
const TITLE_KEYS = 3;

type Keyed = Pick<DescribedPosting, 'titleFacts' | 'companyKey' | 'placeId' | 'location' | 'isRemote'>;

/**
 * Keys that look-alikes share, as signed 32-bit integers: company with title (with and without the place), company with part of the
 * title and the place, title with the place (agencies, other spellings of the company), and the text's bands. The first is shared
 * by postings that are alike in company, title and place, and is looked up however common it is.
 */
export function blockingKeys(posting: Keyed, bands: readonly number[]): number[] {
  const { words, marks } = posting.titleFacts;
  const company = posting.companyKey;
  const place = placeOf(posting);
  const title = [...words, ...marks].join(' ');
  const keys = [
    hashText(`same ${company}\n${title}\n${place}`),
    hashText(`title ${company}\n${title}`),
    ...(words.length > 1 ? [hashText(`agency ${title}\n${place}`)] : []),
    ...Array.from({ length: TITLE_KEYS }, (_, at) =>
      hashText(`part ${at} ${company}\n${lowest(words, at)}\n${place}`),
    ),
    ...bands,
  ];
  return [...new Set(keys)];
}

const placeOf = ({ placeId, location, isRemote }: Keyed): string =>
  placeId === null ? (isRemote ? 'remote' : foldKey(location ?? '')) : `#${placeId}`;

/** The word with the lowest hash under the function `at` (Broder's min-wise hashing). */
function lowest(words: readonly string[], at: number): string {
  let best = '';
  let least = Number.POSITIVE_INFINITY;
  for (const word of words) {
    const hash = mix(hashText(word) ^ Math.imul(at + 1, 0x9e3779b1)) >>> 0;
    if (hash < least) [best, least] = [word, hash];
  }
  return best;
}
