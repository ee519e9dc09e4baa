import type { AnyTRPCProcedure, AnyTRPCRouter } from '@trpc/server';
import { generateOpenApiDocument } from 'trpc-openapi';
import { z } from 'zod';

import { errorTable, Problem } from '@access/contracts/errors';

import type { ApiMeta } from '../meta/index.ts';
import { definitionOf, proceduresOf, restMetaOf } from '../rest/routes.ts';
import { selectableFields } from '../rest/select-fields.ts';
import { finishOperation } from './finish-operation.ts';
import { OpenApiDocument, Operation } from './shapes.ts';

const description = `Search and read jobs, keep a profile, and get explained recommendations.

A person sends \`Authorization: Bearer\` with an access token, a program \`X-API-Key\`; the web app uses its cookie.

Errors are RFC 9457 problem documents (\`application/problem+json\`) with a stable \`code\`; refused input lists each field.
Lists are \`{ items, nextCursor, total }\`: send \`nextCursor\` as \`cursor\` for the next page. A parameter that takes
several values is repeated. Reads carry an ETag; send it back as If-None-Match for a 304.`;

const tags = [
  { name: 'Accounts', description: 'Registering, signing in and out, devices.' },
  { name: 'Profile', description: 'What a person says of themselves.' },
  { name: 'Résumés', description: 'Uploading, reading and taking over.' },
  { name: 'API keys', description: 'For programs: what each may do, and until when.' },
  { name: 'Jobs', description: 'The catalogue and its search.' },
  { name: 'Saved searches', description: 'Searches to come back to, ready for alerts.' },
  { name: 'Moderation', description: 'What the site’s staff decide.' },
  { name: 'Imports', description: 'Feeds that were or are being read into the catalogue.' },
  { name: 'Companies', description: 'Who hires.' },
  { name: 'Recommendations', description: 'Jobs ranked for a person, each with its reasons.' },
  { name: 'Models', description: 'How rankers are trained, judged and put to work.' },
  { name: 'My jobs', description: 'Saved, liked, dismissed, applied to, viewed.' },
  { name: 'Skills and places', description: 'Typeahead for forms.' },
];

/** The OpenAPI 3.1 document of every procedure with a REST side; the same input always makes the same document. */
export function buildOpenApiDocument(router: AnyTRPCRouter): OpenApiDocument {
  const generated = generateOpenApiDocument(router, {
    title: 'Access API',
    version: '1.0.0',
    description,
    baseUrl: '/api/v1',
    license: { name: 'MIT', identifier: 'MIT' },
  });
  // Through JSON: the generator shares objects between operations, and these are changed one by one.
  const document = OpenApiDocument.parse(JSON.parse(JSON.stringify(generated)));
  for (const [procedurePath, procedure] of Object.entries(proceduresOf(router))) {
    finishProcedure(document, procedurePath, procedure);
  }
  return {
    ...document,
    tags: usedTags(document),
    components: {
      securitySchemes,
      headers,
      responses: problemResponses(),
      schemas: { Problem: problemSchema() },
    },
  };
}

function finishProcedure(
  document: OpenApiDocument,
  procedurePath: string,
  procedure: AnyTRPCProcedure,
): void {
  const rest = restMetaOf(procedure);
  if (rest === undefined) return;
  const { access, scope }: ApiMeta = procedure.meta ?? {};
  if (access === undefined) throw new Error(`${procedurePath} does not say who may call it`);
  const operations = document.paths[rest.path];
  const method = rest.method.toLowerCase();
  const operation = operations?.[method];
  if (operations === undefined || operation === undefined)
    throw new Error(`${procedurePath} was not generated`);
  const fieldNames = rest.method === 'GET' ? selectableFields(definitionOf(procedure).output) : [];
  operations[method] = Operation.parse(
    finishOperation(operation, { procedurePath, rest, access, scope, fieldNames }),
  );
}

const securitySchemes = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'The access token of POST /auth/login, valid for 15 minutes.',
  },
  apiKey: {
    type: 'apiKey',
    in: 'header',
    name: 'X-API-Key',
    description:
      'A key of POST /api-keys, for programs. It reaches what is open to anyone, and what names a scope that it holds.',
  },
  cookie: {
    type: 'apiKey',
    in: 'cookie',
    name: 'access_session',
    description: 'The web app’s session; changes are taken from pages of this site alone.',
  },
};

const headers = {
  ETag: {
    description: 'Names this state of the answer.',
    schema: { type: 'string' },
    example: 'W/"gVn3f0R1xQb2"',
  },
  RetryAfter: { description: 'Seconds to wait.', schema: { type: 'integer' }, example: 30 },
};

function problemResponses(): Record<string, unknown> {
  const responses: Record<string, unknown> = {
    NotModified: {
      description: 'Nothing has changed',
      headers: { ETag: { $ref: '#/components/headers/ETag' } },
    },
    Problem: problemResponse('Anything else that went wrong', 'internal'),
    Problem400: problemResponse('The input was refused', 'validation_failed'),
    Problem401: problemResponse('Not signed in', 'unauthenticated'),
    Problem403: problemResponse('Not allowed', 'forbidden'),
    Problem404: problemResponse('Not there, or not yours', 'not_found'),
    Problem429: {
      ...problemResponse('Too many calls', 'rate_limited'),
      headers: { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } },
    },
  };
  return responses;
}

function problemResponse(text: string, code: keyof typeof errorTable) {
  const { status, title } = errorTable[code];
  const errors = code === 'validation_failed' ? { errors: [{ path: 'limit', message: 'Too big' }] } : {};
  const example: Problem = { type: `urn:access:problem:${code}`, title, status, code, ...errors };
  return {
    description: text,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, example } },
  };
}

function problemSchema(): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(Problem, { io: 'output' });
  return schema;
}

function usedTags({ paths }: OpenApiDocument): typeof tags {
  const used = new Set(
    Object.values(paths).flatMap((operations) =>
      Object.values(operations).flatMap(({ tags: own }) => z.array(z.string()).parse(own ?? [])),
    ),
  );
  const known = tags.filter(({ name }) => used.has(name));
  const unknown = [...used].filter((name) => !tags.some((tag) => tag.name === name));
  if (unknown.length > 0) throw new Error(`Describe these tags in document.ts: ${unknown.join(', ')}`);
  return known;
}
