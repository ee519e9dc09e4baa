import type { ReactNode } from 'react';

import type { JobSearchPage } from '@access/contracts/jobs';

import { useFormats } from '../../lib/formats.ts';
import { changeFilter } from './job-filter.ts';
import type { JobsUrl } from './job-filter.ts';

/** What the search did beyond what was asked, said openly, with the way back to exactly what was typed. */
export function SearchNotes(props: {
  page: Pick<JobSearchPage, 'correctedQuery' | 'widened'>;
  url: JobsUrl;
  onChange: (next: JobsUrl) => void;
}): ReactNode {
  const formats = useFormats();
  const { page, url, onChange } = props;
  if (page.correctedQuery === null && page.widened.length === 0) return null;
  const widened = page.widened.map((each) =>
    each.what === 'radius'
      ? `within ${formats.distance(each.to)} instead of ${formats.distance(each.from)}`
      : 'with any of the words instead of all',
  );
  return (
    <p
      className="mb-3 rounded-lg border border-accent-line bg-accent-soft px-3 py-2 text-sm text-ink"
      role="note"
    >
      {page.correctedQuery !== null && (
        <>
          Showing jobs for <strong className="font-semibold">{page.correctedQuery}</strong>.{' '}
        </>
      )}
      {widened.length > 0 && <>Few jobs match, so these are {widened.join(', ')}. </>}
      <button
        type="button"
        className="font-medium text-accent-text underline-offset-2 hover:underline"
        onClick={() => onChange(changeFilter(url, { exact: true }))}
      >
        {url.q === undefined ? 'Search exactly as asked' : `Search exactly for “${url.q}”`}
      </button>
    </p>
  );
}
