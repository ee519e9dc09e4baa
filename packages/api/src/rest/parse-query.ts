import { AppError } from '@access/contracts/errors';

/** More than any form of ours sends; a flood of parameters is refused before it costs. */
const MAX_PARAMETERS = 200;

/** The parameters of a query string in order, each with all its values; broken encoding is refused (400). */
export function parseQuery(raw: string): Map<string, string[]> {
  const values = new Map<string, string[]>();
  if (raw === '') return values;
  const pairs = raw.split('&', MAX_PARAMETERS + 1);
  if (pairs.length > MAX_PARAMETERS) throw new AppError('bad_request', 'Too many query parameters');
  for (const pair of pairs) {
    if (pair === '') continue;
    const at = pair.indexOf('=');
    const name = decode(at === -1 ? pair : pair.slice(0, at));
    const value = at === -1 ? '' : decode(pair.slice(at + 1));
    const known = values.get(name);
    if (known === undefined) values.set(name, [value]);
    else known.push(value);
  }
  return values;
}

/** Refuses what neither PostgreSQL nor JSON can hold; the decoder never makes lone surrogates of well-formed UTF-8. */
export function requireStorable(value: string): void {
  if (value.includes('\u0000') || !value.isWellFormed()) {
    throw new AppError(
      'bad_request',
      'The request holds a character that cannot be stored (NUL or a broken pair)',
    );
  }
}

/** The same for every text inside a JSON document; cheap unless an escape gives reason to look. */
export function requireStorableJson(json: string): void {
  if (json.includes('\u0000')) requireStorable(json);
  if (!/\\u(?:0000|d[89a-f])/i.test(json)) return;
  let document: unknown;
  try {
    document = JSON.parse(json);
  } catch {
    // No JSON at all: the parser that reads it next says so.
    return;
  }
  requireStorableValue(document);
}

/** Without recursion: a stranger's document may be nested deeper than the stack. */
function requireStorableValue(document: unknown): void {
  const waiting: unknown[] = [document];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value === 'string') requireStorable(value);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, member] of Object.entries(value)) waiting.push(key, member);
    }
  }
}

function decode(text: string): string {
  let value: string;
  try {
    value = decodeURIComponent(text.replaceAll('+', ' '));
  } catch (error) {
    throw new AppError('bad_request', 'The query string is not well-formed percent-encoded UTF-8', {
      cause: error,
    });
  }
  requireStorable(value);
  return value;
}
