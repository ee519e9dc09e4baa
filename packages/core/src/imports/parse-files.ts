import type { ImportFormat } from '@access/contracts/imports';

import { readCsvFile } from './csv/read-csv.ts';
import { readJsonLdFile } from './jsonld/read-documents.ts';
import type { ParsedRow } from './parsed-row.ts';
import { sourceFiles } from './source-files.ts';

export interface ParseInput {
  readonly paths: readonly string[];
  readonly format: ImportFormat;
  /** CSV columns by field, where their headers do not tell. */
  readonly map?: Readonly<Record<string, string>> | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Every posting and refusal behind the paths, streamed; the format `auto` goes by each file's name. */
export async function* parseFiles({ paths, format, map, signal }: ParseInput): AsyncGenerator<ParsedRow> {
  for await (const file of sourceFiles(paths, format, signal)) {
    signal?.throwIfAborted();
    yield* /\.(?:csv|tsv)$/i.test(file.name) ? readCsvFile(file, map) : readJsonLdFile(file);
  }
}
