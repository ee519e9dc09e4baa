export { decodeModelFile, encodeModelFile, type ModelFileKind } from './model-file.ts';
