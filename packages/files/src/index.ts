export { contentKey } from './file-key.ts';
export { FileStoreError } from './file-store-error.ts';
export { createFileStore, FileStoreConfig, type FileStore } from './file-store.ts';
export { createLocalFileStore } from './local-file-store.ts';
export {
  createVirusScanner,
  ScannerUnavailableError,
  type ScanVerdict,
  type VirusScanner,
} from './virus-scanner.ts';
