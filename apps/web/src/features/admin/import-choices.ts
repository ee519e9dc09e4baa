import { ImportFormat } from '@access/contracts/imports';
import type { FieldMapping } from '@access/contracts/imports';

const labels: Record<ImportFormat, string> = {
  auto: 'Told from name and content',
  csv: 'CSV',
  json: 'JSON',
  jsonld: 'schema.org JSON-LD',
  xml: 'XML',
  greenhouse: 'Greenhouse board',
  lever: 'Lever board',
};

/** The formats to choose from. */
export const formatOptions = ImportFormat.options.map((value) => ({ value, label: labels[value] }));

/** The format a select holds. */
export const formatOf = (value: string): ImportFormat => ImportFormat.parse(value);

/** A mapping as a person types it, a line each: `title = Stelle`. */
export type TypedMapping =
  | { readonly kind: 'mapping'; readonly mapping: FieldMapping }
  | { readonly kind: 'wrong'; readonly message: string };

/** Reads `field = column` lines; empty lines count for nothing. Which fields there are is for the server to say. */
export function readMapping(text: string): TypedMapping {
  const mapping: FieldMapping = {};
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const at = line.indexOf('=');
    const field = line.slice(0, Math.max(0, at)).trim();
    const column = line.slice(at + 1).trim();
    if (field === '' || column === '') {
      return { kind: 'wrong', message: `Line ${index + 1} should read like: title = Stelle` };
    }
    if (Object.hasOwn(mapping, field)) {
      return { kind: 'wrong', message: `Line ${index + 1} names ${field} a second time` };
    }
    mapping[field] = column;
  }
  return { kind: 'mapping', mapping };
}

/** The lines that {@link readMapping} reads. */
export const writeMapping = (mapping: FieldMapping): string =>
  Object.entries(mapping)
    .map(([field, column]) => `${field} = ${column}`)
    .join('\n');
