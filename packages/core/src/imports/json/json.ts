/** Anything JSON can hold, as an object to look into; everything else reads as empty. */
export const asRecord = (value: unknown): Readonly<Record<string, unknown>> => (isRecord(value) ? value : {});

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A list as it is, one value as a list of it, nothing as an empty list. */
export const asList = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

/** Words of a value: a trimmed string, a number as text, or the `name`, `value` or `description` of an object; null for anything else or empty. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value === 'string') {
    const text = value.replaceAll('\u0000', '').toWellFormed().trim();
    return text === '' ? null : text;
  }
  if (Array.isArray(value)) return joined(value.map(textOf));
  if (!isRecord(value)) return null;
  return (
    textOf(value['name']) ?? textOf(value['value']) ?? textOf(value['description']) ?? textOf(value['@value'])
  );
}

const joined = (texts: ReadonlyArray<string | null>): string | null => {
  const present = texts.filter((text) => text !== null);
  return present.length === 0 ? null : present.join(', ');
};

/** A finite number, also when it stands in a string; null otherwise. */
export function numberOf(value: unknown): number | null {
  const number =
    typeof value === 'number'
      ? value
      : typeof value === 'string' && value.trim() !== ''
        ? Number(value)
        : Number.NaN;
  return Number.isFinite(number) ? number : null;
}
