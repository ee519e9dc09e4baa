import { CutOffError, type SourceFile } from '../source-files.ts';

export interface CsvDialect {
  readonly encoding: string;
  readonly delimiter: string;
}

/** How a CSV file is written: UTF-8 unless a byte says otherwise, and whichever of comma, semicolon and tab stands most often in the header. */
export async function csvDialect(file: SourceFile): Promise<CsvDialect> {
  const header = (await file.head()).toString('latin1').split('\n')[0] ?? '';
  const count = (mark: string): number => header.split(mark).length;
  return {
    encoding: (await isUtf8(file)) ? 'utf-8' : 'windows-1252',
    delimiter: [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best)),
  };
}

/** Bytes to text; cells keep no byte that their encoding does not know. */
export async function* decodeText(chunks: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

async function isUtf8(file: SourceFile): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of file.chunks()) decoder.decode(chunk, { stream: true });
  } catch (error) {
    if (error instanceof TypeError) return false;
    // A file that is cut off tells so when it is read for its rows.
    if (!(error instanceof CutOffError)) throw error;
  }
  return true;
}
