import { createHash } from 'node:crypto';

import { companyMatchKey } from '../companies/index.ts';

const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}+#]+/gu, ' ')
    .trim();

/** The same for one job told by several sources: company (however spelled), title and place. 32 hexadecimal digits. */
export function jobFingerprint(job: {
  companyName: string;
  title: string;
  placeId: number | null;
  location: string | null;
}): string {
  const place = job.placeId === null ? folded(job.location ?? '') : `#${job.placeId}`;
  const text = [companyMatchKey(job.companyName), folded(job.title), place].join('\n');
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
