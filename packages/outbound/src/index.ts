export {
  createFetcher,
  type Fetched,
  type Fetcher,
  type FetcherOptions,
  type FetchRequest,
} from './fetcher.ts';
export { FetchRefusedError, type FetchRefusal } from './fetch-refused-error.ts';
export { isPublicAddress } from './public-address.ts';
