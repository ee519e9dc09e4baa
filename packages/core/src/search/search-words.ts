import type { Db } from '@access/db';

import { countWords } from './search-words.repository.ts';

/** Counts the words of the open jobs anew, for misspelled ones to be corrected towards them; answers how many there are. */
export const countSearchWords = (db: Db): Promise<number> => db.transaction().execute(countWords);
