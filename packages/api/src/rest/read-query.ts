import type { z } from 'zod';

import { fieldProblems, validationError } from '../problem/index.ts';
import { compileInput } from './read-input.ts';

/**
 * Reads a query string's parameters as REST does for a procedure with this input: texts become what the schema asks for,
 * unknown parameters are refused. For addresses beside the API that take what one of its calls takes.
 */
export function compileQuery<Shape extends z.core.$ZodLooseShape, Config extends z.core.$ZodObjectConfig>(
  schema: z.ZodObject<Shape, Config>,
): (query: ReadonlyMap<string, readonly string[]>) => z.output<z.ZodObject<Shape, Config>> {
  const read = compileInput({
    shape: schema.shape,
    pathNames: [],
    queryNames: Object.keys(schema.shape),
    hasBody: false,
  });
  return (query) => {
    const parsed = schema.safeParse(read({ params: {}, query, body: undefined, form: new Map() }));
    if (!parsed.success) throw validationError(fieldProblems(parsed.error));
    return parsed.data;
  };
}
