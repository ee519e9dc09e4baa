import { JsonSchema } from './shapes.ts';

const uuid = '01890a5d-ac96-774b-bcce-b302099a8057';

/** What a format or pattern asks for. */
const byFormat: Readonly<Record<string, string>> = {
  uuid,
  'date-time': '2026-11-20T09:30:00Z',
  date: '2026-11-20',
  email: 'ada@example.org',
  uri: 'https://example.org/',
  binary: '',
};
const byPattern: Readonly<Record<string, string>> = {
  '^[A-Z]{3}$': 'EUR',
  '^[A-Z]{2}$': 'DE',
  '^[0-9a-f]{64}$': '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae',
};

/** Plausible words for common fields; a reader learns more from "Staff nurse" than from "text". */
const byName: Readonly<Record<string, string>> = {
  title: 'Staff nurse',
  headline: 'Staff nurse',
  name: 'Leeds',
  slug: 'leeds-general-infirmary',
  displayName: 'Ada',
  email: 'ada@example.org',
  password: 'four words are enough',
  company: 'Leeds General Infirmary',
  position: 'Staff nurse',
  location: 'Leeds, GB',
  description: '<p>You care for patients on a ward of 24 beds.</p>',
  excerpt: 'You care for patients on a ward of 24 beds.',
  q: 'nurse',
  timeZone: 'Europe/London',
  locale: 'en',
  language: 'en',
  currency: 'GBP',
};

/** A value that its schema takes, made of the schema alone: constants, enums, formats and bounds are kept. */
export function exampleOf(schema: JsonSchema, name = ''): unknown {
  if ('example' in schema) return schema['example'];
  if ('const' in schema) return schema['const'];
  if (Array.isArray(schema['enum'])) return schema['enum'][0];
  if ('default' in schema) return schema['default'];
  for (const key of ['anyOf', 'oneOf']) {
    const options = schema[key];
    if (Array.isArray(options)) return exampleOf(firstNotNull(options), name);
  }
  if (Array.isArray(schema['allOf'])) return mergeExamples(schema['allOf']);
  return exampleOfType(schema, name);
}

function exampleOfType(schema: JsonSchema, name: string): unknown {
  const type = Array.isArray(schema['type']) ? schema['type'].find((one) => one !== 'null') : schema['type'];
  switch (type) {
    case 'object':
      return exampleOfObject(schema);
    case 'array':
      return exampleOfArray(schema, name);
    case 'string':
      return exampleOfString(schema, name);
    case 'integer':
    case 'number':
      return Math.max(1, numberAt(schema, 'minimum') ?? 1);
    case 'boolean':
      return true;
    default:
      return null;
  }
}

function exampleOfObject(schema: JsonSchema): Record<string, unknown> {
  const properties = JsonSchema.safeParse(schema['properties']).data ?? {};
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, exampleOf(JsonSchema.parse(property), name)]),
  );
}

function exampleOfArray(schema: JsonSchema, name: string): unknown[] {
  const tuple = schema['prefixItems'];
  if (Array.isArray(tuple)) return tuple.map((item) => exampleOf(JsonSchema.parse(item), name));
  const items = JsonSchema.safeParse(schema['items']);
  return items.success ? [exampleOf(items.data, name)] : [];
}

function exampleOfString(schema: JsonSchema, name: string): string {
  const { format, pattern } = schema;
  if (typeof format === 'string' && byFormat[format] !== undefined) return byFormat[format];
  const text = (typeof pattern === 'string' ? byPattern[pattern] : undefined) ?? byName[name] ?? 'text';
  return text
    .padEnd(numberAt(schema, 'minLength') ?? 0, ' text')
    .slice(0, numberAt(schema, 'maxLength') ?? undefined);
}

function mergeExamples(parts: readonly unknown[]): Record<string, unknown> {
  const examples = parts.map((part) => exampleOf(JsonSchema.parse(part)));
  return Object.assign({}, ...examples.filter((example) => typeof example === 'object'));
}

function firstNotNull(options: readonly unknown[]): JsonSchema {
  const schemas = options.map((option) => JsonSchema.parse(option));
  return schemas.find((option) => option['type'] !== 'null') ?? {};
}

function numberAt(schema: JsonSchema, key: string): number | undefined {
  const value = schema[key];
  return typeof value === 'number' ? value : undefined;
}
