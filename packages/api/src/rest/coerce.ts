import { z } from 'zod';

import { unwrapSchema } from './unwrap-schema.ts';

/**
 * Reads the texts of one query or path parameter as the type its schema asks for. What does not read exactly is handed on
 * as text, and the schema refuses it with the field's name: the shared schemas themselves never coerce, or tRPC callers
 * could send "5" for 5.
 */
export interface ParameterReader {
  readonly isList: boolean;
  readonly read: (text: string) => unknown;
}

/** Decimal as JSON writes it, without exponent: `0x10`, `1e400`, ` 5` and an empty text are no numbers here. */
const canonicalNumber = /^-?(?:0|[1-9]\d{0,15})(?:\.\d{1,10})?$/;

/** Compiled once per parameter when the routes are made. */
export function compileReader(schema: z.core.$ZodType): ParameterReader {
  const inner = unwrapSchema(schema);
  if (inner instanceof z.ZodArray) return { isList: true, read: scalarReader(unwrapSchema(inner.element)) };
  return { isList: false, read: scalarReader(inner) };
}

function scalarReader(schema: z.core.$ZodType): (text: string) => unknown {
  if (schema instanceof z.ZodNumber) return readNumber;
  if (schema instanceof z.ZodBoolean) return readBoolean;
  if (schema instanceof z.ZodLiteral) {
    const values = new Map([...schema.values].map((value) => [String(value), value]));
    return (text) => (values.has(text) ? values.get(text) : text);
  }
  if (schema instanceof z.ZodUnion) return unionReader(schema.options.map(unwrapSchema));
  return keepText;
}

/** A union that takes texts keeps them; otherwise the first member that reads the text wins. */
function unionReader(options: readonly z.core.$ZodType[]): (text: string) => unknown {
  const readers = options.map(scalarReader);
  if (readers.includes(keepText)) return keepText;
  return (text) => {
    for (const read of readers) {
      const value = read(text);
      if (typeof value !== 'string') return value;
    }
    return text;
  };
}

function readNumber(text: string): unknown {
  return canonicalNumber.test(text) ? Number(text) : text;
}

function readBoolean(text: string): unknown {
  if (text === 'true') return true;
  return text === 'false' ? false : text;
}

function keepText(text: string): string {
  return text;
}
