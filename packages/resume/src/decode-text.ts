// C0 controls other than tab, line feed, vertical tab, form feed, carriage return and escape do not occur in text files.
const CONTROL = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f]/g;

/**
 * The text of a plain-text file: UTF-8, UTF-16 with a byte-order mark, else Windows-1252 (which holds Latin-1).
 * Null when the bytes are not text.
 */
export function decodeText(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return textOrNull(new TextDecoder('utf-16le').decode(bytes));
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return textOrNull(new TextDecoder('utf-16be').decode(bytes));
  return textOrNull(decodeUtf8(bytes) ?? new TextDecoder('windows-1252').decode(bytes));
}

/** Text that PostgreSQL and JSON can hold: line ends as \n, no control characters, no lone surrogates. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u000b\u2028\u2029]/g, '\n')
    .replace(/\f/g, '\n\n')
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\ufeff\u200b\u2060]/g, '');
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

// A stray control character (an old form feed, a NUL at the end) is forgiven; one in two hundred is a binary file.
function textOrNull(text: string): string | null {
  const controls = text.match(CONTROL)?.length ?? 0;
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  return (controls + broken) * 200 > text.length ? null : text;
}
