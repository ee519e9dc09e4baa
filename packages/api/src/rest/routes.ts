import { hash } from 'node:crypto';

import type { AnyTRPCProcedure, AnyTRPCRouter } from '@trpc/server';
import { z } from 'zod';

import type { ApiContext } from '../init/index.ts';
import type { ApiMeta, RestMeta } from '../meta/index.ts';
import { compileInput, type InputParts } from './read-input.ts';
import { compileFields } from './select-fields.ts';
import { shapeOf, unwrapSchema } from './unwrap-schema.ts';

export interface RestCall extends InputParts {
  readonly ctx: ApiContext;
  readonly ifNoneMatch: string | undefined;
}

/** What to send: `body` is JSON text unless `file` says what it is; null for none. */
export interface RestAnswer {
  readonly status: number;
  readonly body: string | null;
  readonly etag: string | null;
  readonly file?: RestMeta['answersFile'];
}

/** One REST address, made from a procedure's metadata. */
export interface RestRoute {
  readonly method: RestMeta['method'];
  /** Below /api/v1, with `{name}` for parameters. */
  readonly path: string;
  readonly procedurePath: string;
  /** Takes multipart/form-data instead of JSON. */
  readonly takesFile: boolean;
  /** Largest file taken, in bytes, where it is not the usual. */
  readonly maxFileBytes: number | undefined;
  /** Who may call: told before a file is read. */
  readonly access: ApiMeta['access'];
  /** Throws what the procedure throws; see `toAppError`. */
  readonly answer: (call: RestCall) => Promise<RestAnswer>;
}

/** Every procedure with openapi metadata as a route. Throws, at boot, for one that cannot be served. */
export function compileRestRoutes(router: AnyTRPCRouter): RestRoute[] {
  return Object.entries(proceduresOf(router)).flatMap(([procedurePath, procedure]) => {
    const rest = restMetaOf(procedure);
    return rest === undefined ? [] : [compileRoute(procedurePath, procedure, rest)];
  });
}

/** A router's procedures by their dotted names. */
export function proceduresOf(router: AnyTRPCRouter): Record<string, AnyTRPCProcedure> {
  return router._def.procedures;
}

/** What a procedure says of its REST side; undefined when it has none. */
export function restMetaOf(procedure: AnyTRPCProcedure): RestMeta | undefined {
  return metaOf(procedure).openapi;
}

function metaOf(procedure: AnyTRPCProcedure): ApiMeta {
  const meta: ApiMeta | undefined = procedure.meta;
  return meta ?? {};
}

const Definition = z.object({ inputs: z.array(z.unknown()).default([]), output: z.unknown() });

/** The schemas of a procedure, which tRPC keeps untyped. */
export function definitionOf(procedure: AnyTRPCProcedure): { input: z.ZodType | null; output: z.ZodType } {
  const { inputs, output } = Definition.parse(procedure._def);
  const input = inputs[0] ?? null;
  if (inputs.length > 1) throw new Error('A procedure with several inputs cannot be served over REST');
  if (!(output instanceof z.ZodType)) throw new Error('A procedure over REST needs an output schema');
  if (input !== null && !(input instanceof z.ZodType))
    throw new Error('A procedure over REST needs a zod input');
  return { input, output };
}

function compileRoute(procedurePath: string, procedure: AnyTRPCProcedure, rest: RestMeta): RestRoute {
  const { method } = rest;
  const { input, output } = definitionOf(procedure);
  const shape = input === null ? {} : shapeOf(input);
  if (shape === null) throw new Error(`${procedurePath}: the input of a REST procedure is an object`);
  const takesFile = Object.values(shape).some((field) => unwrapSchema(field) instanceof z.ZodFile);
  const isRead = method === 'GET';
  const hasBody = method === 'POST' || method === 'PUT' || method === 'PATCH';
  const pathNames = pathParameters(rest.path);
  for (const name of pathNames) {
    if (shape[name] === undefined) throw new Error(`${procedurePath}: no input field for {${name}}`);
  }
  const bodyless = Object.keys(shape).filter((name) => !pathNames.includes(name));
  const readInput = compileInput({
    shape,
    pathNames,
    queryNames: hasBody && !takesFile ? (rest.query ?? []) : bodyless,
    hasBody: hasBody && !takesFile && input !== null,
  });
  const selectFields = compileFields(output);
  const successStatus = rest.successStatus ?? 200;
  const isEmpty = unwrapSchema(output) instanceof z.ZodVoid;
  if ((successStatus === 204) !== isEmpty && successStatus !== 202) {
    throw new Error(`${procedurePath}: 204 and an empty answer belong together`);
  }

  const answer = async (call: RestCall): Promise<RestAnswer> => {
    const { query, fields } = isRead ? splitFields(call.query) : { query: call.query, fields: null };
    const select = fields === null ? null : selectFields(fields);
    const value = input === null && query.size === 0 ? undefined : readInput({ ...call, query });
    const result: unknown = await procedure({
      ctx: call.ctx,
      path: procedurePath,
      type: procedure._def.type,
      getRawInput: async () => value,
      input: undefined,
      signal: call.ctx.signal,
      batchIndex: 0,
    });
    if (isEmpty) return { status: successStatus, body: null, etag: null };
    const file = rest.answersFile;
    if (file !== undefined) return { status: successStatus, body: String(result), etag: null, file };
    const body = JSON.stringify(select === null ? result : select(result));
    if (!isRead) return { status: successStatus, body, etag: null };
    const etag = `W/"${hash('sha1', body, 'base64url')}"`;
    if (matches(call.ifNoneMatch, etag)) return { status: 304, body: null, etag };
    return { status: successStatus, body, etag };
  };
  const { maxFileBytes } = rest;
  const { access } = metaOf(procedure);
  return { method, path: rest.path, procedurePath, takesFile, maxFileBytes, access, answer };
}

/** The names between braces. */
export function pathParameters(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
}

function splitFields(query: RestCall['query']): {
  query: RestCall['query'];
  fields: readonly string[] | null;
} {
  const fields = query.get('fields');
  if (fields === undefined) return { query, fields: null };
  const rest = new Map(query);
  rest.delete('fields');
  return { query: rest, fields };
}

/** RFC 9110: weak comparison, a list, or any. */
function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  const bare = etag.slice(2);
  return ifNoneMatch.split(',').some((tag) => tag.trim().replace(/^W\//, '') === bare);
}
