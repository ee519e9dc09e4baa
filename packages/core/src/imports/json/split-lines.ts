/** One line, or that it was longer than the limit. `isLast`: nothing ended it, so it may have been cut off. */
export interface TextLine {
  readonly text: string | null;
  readonly isLast: boolean;
}

/** The lines of a file in UTF-8, in memory of the size of one line; one longer than `mostBytes` comes without its text. */
export async function* splitLines(
  chunks: AsyncIterable<Buffer>,
  mostBytes: number,
): AsyncGenerator<TextLine> {
  let parts: Buffer[] = [];
  let bytes = 0;
  const take = (part: Buffer): void => {
    bytes += part.length;
    if (bytes <= mostBytes) parts.push(part);
    else parts = [];
  };
  const line = (isLast: boolean): TextLine => {
    const text = bytes > mostBytes ? null : Buffer.concat(parts).toString('utf8').replace(/\r$/, '');
    parts = [];
    bytes = 0;
    return { text, isLast };
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      take(chunk.subarray(from, end));
      yield line(false);
      from = end + 1;
    }
    take(chunk.subarray(from));
  }
  if (bytes > 0) yield line(true);
}
