export { confidenceOf, DEFAULT_CONFIDENCE, type ConfidenceSettings } from './confidence.ts';
export { decodeRetrievalModel, encodeRetrievalModel, type RetrievalModel } from './retrieval-model.ts';
export { createRetriever, type Retriever } from './retriever.ts';
export { trainRetrieval, type RetrievalTraining } from './train-retrieval.ts';
