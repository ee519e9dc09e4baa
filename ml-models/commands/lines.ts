import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';

/** A file that a command cannot use; the message names file and line. */
export class InputError extends Error {
  override name = 'InputError';
}

/** Lines of a text file, gzipped where its name ends in .gz, without empty ones. */
export async function* linesOf(path: string): AsyncGenerator<{ text: string; number: number }> {
  const info = await stat(path).catch((cause: unknown) => {
    throw new InputError(`There is no file ${path}`, { cause });
  });
  if (!info.isFile()) throw new InputError(`${path} is no file`);
  const bytes = createReadStream(path);
  const input = path.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes;
  let number = 0;
  for await (const text of createInterface({ input, crlfDelay: Infinity })) {
    number += 1;
    if (text.trim() !== '') yield { text, number };
  }
}

/** A whole number of a file's line, 0 or more. */
export function wholeNumber(text: string | undefined, where: { path: string; line: number }): number {
  const value = Number(text);
  if (text === undefined || text.trim() === '' || !Number.isInteger(value) || value < 0)
    throw new InputError(
      `${where.path}:${where.line} expected a whole number, found ${JSON.stringify(text ?? '')}`,
    );
  return value;
}
