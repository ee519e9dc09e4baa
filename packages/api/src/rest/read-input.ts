import type { z } from 'zod';

import { AppError, type FieldProblem } from '@access/contracts/errors';

import { validationError } from '../problem/index.ts';
import { compileReader, type ParameterReader } from './coerce.ts';
import { requireStorable } from './parse-query.ts';

/** The parts of a REST call that make up a procedure's input. */
export interface InputParts {
  readonly params: Readonly<Record<string, string>>;
  readonly query: ReadonlyMap<string, readonly string[]>;
  /** The parsed JSON body; undefined where there was none. */
  readonly body: unknown;
  /** The parts of a multipart form, texts as in a query. */
  readonly form: ReadonlyMap<string, readonly (string | File)[]>;
}

interface InputPlan {
  readonly shape: Readonly<Record<string, z.core.$ZodType>>;
  readonly pathNames: readonly string[];
  readonly queryNames: readonly string[];
  readonly hasBody: boolean;
}

/** Compiles how one procedure's input is put together; the result validates nothing, the procedure's schema does. */
export function compileInput(plan: InputPlan): (parts: InputParts) => Record<string, unknown> {
  const { pathNames, queryNames, hasBody } = plan;
  const readers = new Map(Object.entries(plan.shape).map(([name, schema]) => [name, compileReader(schema)]));
  const fromQuery = new Map([...readers].filter(([name]) => queryNames.includes(name)));
  return ({ params, query, body, form }) => {
    const input: Record<string, unknown> = hasBody ? readBody(body) : {};
    readForm(form, readers, input);
    readQuery(query, fromQuery, input);
    for (const name of pathNames) {
      const text = params[name] ?? '';
      requireStorable(text);
      input[name] = readers.get(name)?.read(text) ?? text;
    }
    return input;
  };
}

function readBody(body: unknown): Record<string, unknown> {
  if (body === undefined || body === null) return {};
  if (typeof body !== 'object' || Array.isArray(body)) {
    throw new AppError('bad_request', 'The body must be a JSON object');
  }
  return { ...body };
}

function readQuery(
  query: InputParts['query'],
  readers: ReadonlyMap<string, ParameterReader>,
  input: Record<string, unknown>,
): void {
  const problems: FieldProblem[] = [];
  for (const [name, texts] of query) {
    const reader = readers.get(name);
    if (reader === undefined) problems.push({ path: name, message: unknownMessage(readers) });
    else if (reader.isList) input[name] = texts.map(reader.read);
    else if (texts.length > 1) problems.push({ path: name, message: 'Given more than once' });
    else input[name] = reader.read(texts[0] ?? '');
  }
  if (problems.length > 0) throw validationError(problems);
}

function readForm(
  form: InputParts['form'],
  readers: ReadonlyMap<string, ParameterReader>,
  input: Record<string, unknown>,
): void {
  for (const [name, values] of form) {
    const reader = readers.get(name);
    if (reader === undefined) throw validationError([{ path: name, message: unknownMessage(readers) }]);
    if (values.length > 1) throw validationError([{ path: name, message: 'Given more than once' }]);
    const [value] = values;
    input[name] = typeof value === 'string' ? reader.read(value) : value;
  }
}

function unknownMessage(readers: ReadonlyMap<string, ParameterReader>): string {
  if (readers.size === 0) return 'Unknown parameter; this address takes none';
  return `Unknown parameter; this address takes ${[...readers.keys()].join(', ')}`;
}
