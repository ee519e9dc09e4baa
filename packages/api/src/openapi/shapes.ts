import { z } from 'zod';

/** The parts of a generated OpenAPI document that are finished here; everything else passes through untouched. */
export const JsonSchema = z.record(z.string(), z.unknown());
export type JsonSchema = z.infer<typeof JsonSchema>;

const Content = z.record(
  z.string(),
  z.looseObject({ schema: JsonSchema.optional(), example: z.unknown().optional() }),
);

export const Parameter = z.looseObject({
  name: z.string(),
  in: z.enum(['query', 'path', 'header', 'cookie']),
  required: z.boolean().optional(),
  schema: JsonSchema,
  description: z.string().optional(),
  example: z.unknown().optional(),
});
export type Parameter = z.infer<typeof Parameter>;

export const Operation = z.looseObject({
  operationId: z.string(),
  description: z.string().optional(),
  parameters: z.array(Parameter).default([]),
  requestBody: z.looseObject({ required: z.boolean().optional(), content: Content }).optional(),
  responses: z.record(z.string(), z.unknown()),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
});
export type Operation = z.infer<typeof Operation>;

export const Response = z.looseObject({ description: z.string(), content: Content.optional() });

export const OpenApiDocument = z.looseObject({
  openapi: z.string(),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.looseObject({}),
});
export type OpenApiDocument = z.infer<typeof OpenApiDocument>;
