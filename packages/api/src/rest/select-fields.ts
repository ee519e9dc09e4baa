import { z } from 'zod';

import { AppError } from '@access/contracts/errors';

import { shapeOf, unwrapSchema } from './unwrap-schema.ts';

/** Cuts a validated answer down to the fields asked for. */
export type FieldSelector = (answer: unknown) => unknown;

/**
 * Compiles `fields=title,company` against an answer's schema: of each item in a list, of the object itself otherwise.
 * A field that the answer does not have is refused, so that a typo is not an empty page.
 */
export function compileFields(output: z.core.$ZodType): (asked: readonly string[]) => FieldSelector {
  const itemShape = itemShapeOf(output);
  const known = selectableFields(output);
  return (asked) => {
    const names = asked.flatMap((value) => value.split(','));
    for (const name of names) requireKnown(name, known);
    if (itemShape === null) return (answer) => pick(answer, names);
    return (answer) =>
      isRecord(answer) && Array.isArray(answer['items'])
        ? { ...answer, items: answer['items'].map((item) => pick(item, names)) }
        : answer;
  };
}

/** What `fields` may name: the fields of each item in a list, of the object itself otherwise. */
export function selectableFields(output: z.core.$ZodType): string[] {
  return Object.keys(itemShapeOf(output) ?? shapeOf(output) ?? {});
}

function itemShapeOf(output: z.core.$ZodType) {
  const items = shapeOf(output)?.['items'];
  return items === undefined ? null : shapeOfElement(items);
}

function requireKnown(name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  const message = `Unknown field; this answer has ${known.join(', ')}`;
  throw new AppError('validation_failed', `fields: ${message}`, { problems: [{ path: 'fields', message }] });
}

function shapeOfElement(schema: z.core.$ZodType) {
  const inner = unwrapSchema(schema);
  return inner instanceof z.ZodArray ? shapeOf(inner.element) : null;
}

function pick(value: unknown, names: readonly string[]): unknown {
  if (!isRecord(value)) return value;
  return Object.fromEntries(names.filter((name) => name in value).map((name) => [name, value[name]]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
