import type { ImportFormat } from '@access/contracts/imports';

import { isGreenhouseJob, readGreenhouseJob } from '../boards/read-greenhouse.ts';
import { isLeverPosting, readLeverPosting } from '../boards/read-lever.ts';
import { findPostings } from '../jsonld/find-postings.ts';
import { readPosting } from '../jsonld/read-posting.ts';
import type { PostingOrReason } from '../parsed-row.ts';
import type { Mapping } from '../table/map-columns.ts';
import { readTableRow } from '../table/read-row.ts';
import { createColumnGuess, flattenRecord } from './flatten-record.ts';
import { isRecord } from './json.ts';

/** How the records of a file are to be understood. */
export interface RecordOptions {
  readonly format: ImportFormat;
  readonly map: Mapping;
  /** The employer of postings that name none. */
  readonly companyName: string | null;
}

/** What is read of one JSON value: one posting or refusal mostly, several of a document that holds several, none of linked data about something else. */
export type RecordReader = (value: unknown) => ReadonlyArray<() => PostingOrReason>;

/** Reads JSON values as the format says, or by what each looks like. */
export function createRecordReader({ format, map, companyName }: RecordOptions): RecordReader {
  const guess = createColumnGuess(map);
  const refused = (reason: string) => [() => ({ reason })];
  return (value) => {
    if (format === 'jsonld' || (format === 'auto' && isLinkedData(value)))
      return findPostings(value).map((node) => () => readPosting(node));
    if (!isRecord(value)) return refused('The row is no object');
    if (format === 'greenhouse' || (format === 'auto' && isGreenhouseJob(value)))
      return [() => readGreenhouseJob(value, companyName)];
    if (format === 'lever' || (format === 'auto' && isLeverPosting(value)))
      return [() => readLeverPosting(value, companyName)];
    return [
      () => {
        const { headers, cells } = flattenRecord(value);
        return readTableRow(cells, guess(headers), { companyName });
      },
    ];
  };
}

/** Whether the value speaks schema.org's language, be it of jobs or of anything else. */
const isLinkedData = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.some(isLinkedData)
    : isRecord(value) && ('@type' in value || '@graph' in value || '@context' in value);
