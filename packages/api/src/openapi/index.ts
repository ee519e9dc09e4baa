export { buildOpenApiDocument } from './document.ts';
export { JsonSchema, OpenApiDocument, type Operation, type Parameter } from './shapes.ts';
