import type { ApiScope } from '@access/contracts/api-keys';

import type { Access, RestMeta } from '../meta/index.ts';
import { exampleOf } from './example-of.ts';
import { JsonSchema, Response, type Operation, type Parameter } from './shapes.ts';

/** What of a procedure its operation is finished with. */
export interface OperationFacts {
  readonly procedurePath: string;
  readonly rest: RestMeta;
  readonly access: Access;
  /** What an API key needs; undefined where none will do. */
  readonly scope: ApiScope | undefined;
  /** Names that `fields` may pick; empty where it does not apply. */
  readonly fieldNames: readonly string[];
}

/** Turns what the generator made into what this server does: statuses, sign-in, problems, query fields, examples. */
export function finishOperation(operation: Operation, facts: OperationFacts): Operation {
  const { rest, access } = facts;
  const moved = moveToQuery(operation, rest.query ?? []);
  const parameters = [...moved.parameters, ...fieldsParameter(facts)].map((parameter) =>
    withExample(parameter, rest.example?.request?.[parameter.name]),
  );
  const { requestBody: _body, ...others } = moved;
  const requestBody = finishBody(moved.requestBody, facts);
  return {
    ...others,
    operationId: facts.procedurePath,
    description: [operation.description, accessSentence[access], scopeSentence(facts)]
      .filter(Boolean)
      .join('\n\n'),
    security: securityOf(facts),
    parameters,
    ...(requestBody === undefined ? {} : { requestBody }),
    responses: finishResponses(operation, facts, parameters.length > 0 || requestBody !== undefined),
  };
}

const accessSentence: Readonly<Record<Access, string>> = {
  anyone: 'Open to anyone.',
  signed_in: 'For whoever is signed in.',
  job_seeker: 'For job seekers.',
  admin: 'For admins.',
};

function scopeSentence({ access, scope }: OperationFacts): string {
  if (scope === undefined) return '';
  return access === 'anyone'
    ? `An API key with the scope \`${scope}\` sees what it made besides.`
    : `With an API key: needs the scope \`${scope}\`.`;
}

/** Any of these lets a caller in; beside a key stand the scopes it must hold. */
function securityOf({ access, scope }: OperationFacts): Record<string, string[]>[] {
  if (access === 'anyone') return scope === undefined ? [] : [{}, { apiKey: [scope] }];
  return [{ bearer: [] }, { cookie: [] }, ...(scope === undefined ? [] : [{ apiKey: [scope] }])];
}

/** Takes fields that stand in the query out of the body; a body left without fields goes. */
function moveToQuery(operation: Operation, names: readonly string[]): Operation {
  const [media] = Object.values(operation.requestBody?.content ?? {});
  const schema = media?.schema;
  if (names.length === 0 || media === undefined || schema === undefined) return operation;
  const properties = JsonSchema.parse(schema['properties'] ?? {});
  const parameters = names.map((name): Parameter => ({
    name,
    in: 'query',
    schema: JsonSchema.parse(properties[name]),
  }));
  const kept = Object.fromEntries(Object.entries(properties).filter(([name]) => !names.includes(name)));
  media.schema = { ...schema, properties: kept };
  const { requestBody, ...others } = operation;
  const isEmpty = Object.keys(kept).length === 0;
  return {
    ...others,
    parameters: [...operation.parameters, ...parameters],
    ...(isEmpty || requestBody === undefined ? {} : { requestBody }),
  };
}

function fieldsParameter({ fieldNames }: OperationFacts): Parameter[] {
  if (fieldNames.length === 0) return [];
  return [
    {
      name: 'fields',
      in: 'query',
      description: `Only these fields of each item, separated by commas: ${fieldNames.join(', ')}.`,
      schema: { type: 'string' },
      example: fieldNames.slice(0, 2).join(','),
    },
  ];
}

function withExample(parameter: Parameter, given: unknown): Parameter {
  if (parameter.example !== undefined) return parameter;
  const example = given ?? exampleOf(parameter.schema, parameter.name);
  // Shown beside every parameter; an optional one is only filled in where the procedure names it.
  return parameter.required === true || given !== undefined ? { ...parameter, example } : parameter;
}

function finishBody(body: Operation['requestBody'], { rest }: OperationFacts): Operation['requestBody'] {
  if (body === undefined) return undefined;
  const content = Object.entries(body.content).map(([type, media]) => {
    if (type !== 'application/json' || media.schema === undefined) return [type, media];
    return [type, { ...media, example: bodyExample(media.schema, rest) }];
  });
  return { ...body, content: Object.fromEntries(content) };
}

function bodyExample(schema: JsonSchema, rest: RestMeta): unknown {
  const request = rest.example?.request;
  if (request === undefined) return exampleOf(schema);
  const names = Object.keys(JsonSchema.parse(schema['properties'] ?? {}));
  return Object.fromEntries(Object.entries(request).filter(([name]) => names.includes(name)));
}

function finishResponses(
  operation: Operation,
  facts: OperationFacts,
  hasInput: boolean,
): Record<string, unknown> {
  const { rest, access } = facts;
  const status = rest.successStatus ?? 200;
  const refused = [
    ...(hasInput ? [400] : []),
    ...(access === 'anyone' ? [] : [401, 403]),
    ...(rest.path.includes('{') ? [404] : []),
    429,
  ];
  return {
    [status]: successResponse(operation, facts, status),
    ...(rest.method === 'GET' ? { 304: { $ref: '#/components/responses/NotModified' } } : {}),
    ...Object.fromEntries(refused.map((code) => [code, { $ref: `#/components/responses/Problem${code}` }])),
    default: { $ref: '#/components/responses/Problem' },
  };
}

function successResponse(operation: Operation, { rest }: OperationFacts, status: number): unknown {
  const { content, ...made } = Response.parse(operation.responses['200']);
  const description = { 200: 'Done', 201: 'Made', 202: 'Taken; it is done in the background', 204: 'Done' }[
    status
  ];
  const response = { ...made, description };
  const schema = content?.['application/json']?.schema;
  if (status === 204 || schema === undefined) return response;
  if (rest.answersFile !== undefined) {
    const [mediaType = 'text/plain'] = rest.answersFile.mediaType.split(';');
    const example = rest.example?.response ?? exampleOf(schema);
    return { ...response, content: { [mediaType]: { schema, example } } };
  }
  return {
    ...response,
    ...(rest.method === 'GET' ? { headers: { ETag: { $ref: '#/components/headers/ETag' } } } : {}),
    content: { 'application/json': { schema, example: rest.example?.response ?? exampleOf(schema) } },
  };
}
