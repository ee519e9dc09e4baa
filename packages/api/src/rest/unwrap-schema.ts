import { z } from 'zod';

/** The schema a value meets first, below optional, default, nullable and the like. */
export function unwrapSchema(schema: z.core.$ZodType): z.core.$ZodType {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodCatch ||
    schema instanceof z.ZodReadonly ||
    schema instanceof z.ZodNonOptional
  ) {
    return unwrapSchema(schema.def.innerType);
  }
  if (schema instanceof z.ZodPipe) return unwrapSchema(schema.def.in);
  if (schema instanceof z.ZodLazy) return unwrapSchema(schema.def.getter());
  return schema;
}

/** The fields of an object schema, or null when it is none. */
export function shapeOf(schema: z.core.$ZodType): Readonly<Record<string, z.core.$ZodType>> | null {
  const inner = unwrapSchema(schema);
  return inner instanceof z.ZodObject ? inner.shape : null;
}
