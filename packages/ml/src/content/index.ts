export { trainContentModel } from './content-model.ts';
export type { ContentModel, ContentTrainingOptions } from './content-model.ts';
export type { ContentDocument } from './corpus.ts';
export { decodeContentModel, encodeContentModel } from './codec.ts';
export { createContentEncoder } from './encoder.ts';
export type { ContentEncoder } from './encoder.ts';
export { jobTokens, occupationDocuments } from './occupation-documents.ts';
