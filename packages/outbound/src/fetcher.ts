import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import { Transform, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

import { Agent, request, type Dispatcher } from 'undici';

import { FetchRefusedError } from './fetch-refused-error.ts';
import { isPublicAddress } from './public-address.ts';

export interface FetcherOptions {
  /** Which addresses may be called; public ones unless told otherwise. Tests let their own machine through. */
  readonly isAllowed?: (address: string) => boolean;
  /** Names the program to those whose pages it fetches. */
  readonly userAgent: string;
}

export interface FetchRequest {
  readonly url: string;
  /** Bytes after unpacking at most. */
  readonly maxBytes: number;
  /** From the first byte sent to the last one received. */
  readonly timeoutMs: number;
  /** What the last answer was known by: an unchanged page then costs a 304. */
  readonly etag?: string | null | undefined;
  readonly lastModified?: string | null | undefined;
  readonly accept?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** An answer: unchanged since last time, or its unpacked bytes as a stream, which fails with a FetchRefusedError when it grows too large or slow. */
export type Fetched =
  | { readonly kind: 'unchanged'; readonly url: string }
  | {
      readonly kind: 'body';
      readonly url: string;
      readonly contentType: string | null;
      readonly etag: string | null;
      readonly lastModified: string | null;
      readonly body: Readable;
    };

export interface Fetcher {
  /** @throws FetchRefusedError saying why an address cannot, or must not, be fetched. */
  fetch: (request: FetchRequest) => Promise<Fetched>;
  close: () => Promise<void>;
}

const MOST_REDIRECTS = 5;
const CONNECT_MS = 10_000;

/**
 * The only way addresses that people gave are fetched (feeds, webhooks, pasted links). Names are resolved once and the connection goes to the
 * very address that was checked, so that a name cannot change between check and call; every redirect is checked again.
 */
export function createFetcher({ isAllowed = isPublicAddress, userAgent }: FetcherOptions): Fetcher {
  const agent = new Agent({
    connect: { timeout: CONNECT_MS, lookup: checkedLookup(isAllowed) },
    // Feeds are far apart: kept connections would only outlive their names' addresses.
    keepAliveTimeout: 1,
    pipelining: 0,
    maxHeaderSize: 32_768,
  });
  return {
    async fetch(given) {
      const timeout = AbortSignal.timeout(given.timeoutMs);
      const signal = given.signal === undefined ? timeout : AbortSignal.any([timeout, given.signal]);
      let url = readUrl(given.url, null);
      for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
        requireAllowedLiteral(url, isAllowed);
        const answer = await call({ url, given, signal, timeout, agent, userAgent });
        const next = redirectOf(answer, url);
        if (next === null) return toFetched(answer, { url, given, timeout });
        await answer.body.dump({ limit: 65_536 }).catch(() => undefined);
        url = next;
      }
      throw new FetchRefusedError(
        'too_many_redirects',
        `${given.url} redirects more than ${MOST_REDIRECTS} times`,
      );
    },
    close: () => agent.close(),
  };
}

function readUrl(text: string, base: URL | null): URL {
  const url = base === null ? URL.parse(text) : URL.parse(text, base.href);
  if (
    url === null ||
    (url.protocol !== 'https:' && url.protocol !== 'http:') ||
    url.username !== '' ||
    url.password !== ''
  )
    throw new FetchRefusedError('bad_address', `${text.slice(0, 200)} is no web address that can be fetched`);
  return url;
}

/** A host written as an IP address never passes the resolver. */
function requireAllowedLiteral(url: URL, isAllowed: (address: string) => boolean): void {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !isAllowed(host)) throw refusedAddress(url.hostname);
}

const refusedAddress = (host: string): FetchRefusedError =>
  new FetchRefusedError('private_address', `${host} is not on the public internet, so it is not fetched`);

type LookupCallback = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/** Resolves a name and lets only allowed addresses through; one that is not refuses the whole name. */
function checkedLookup(isAllowed: (address: string) => boolean) {
  return (host: string, options: { all?: boolean | undefined }, callback: LookupCallback): void => {
    systemLookup(host, { all: true, verbatim: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error !== null || first === undefined)
        return callback(
          new FetchRefusedError('unknown_host', `There is no host ${host}`, { cause: error ?? undefined }),
          [],
        );
      if (!addresses.every(({ address }) => isAllowed(address))) return callback(refusedAddress(host), []);
      return options.all === true ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };
}

interface Call {
  readonly url: URL;
  readonly given: FetchRequest;
  readonly signal: AbortSignal;
  readonly timeout: AbortSignal;
  readonly agent: Agent;
  readonly userAgent: string;
}

async function call({
  url,
  given,
  signal,
  timeout,
  agent,
  userAgent,
}: Call): Promise<Dispatcher.ResponseData> {
  try {
    return await request(url, {
      dispatcher: agent,
      signal,
      headers: {
        'user-agent': userAgent,
        accept: given.accept ?? '*/*',
        'accept-encoding': 'gzip, deflate, br',
        ...(given.etag == null ? {} : { 'if-none-match': given.etag }),
        ...(given.lastModified == null ? {} : { 'if-modified-since': given.lastModified }),
      },
    });
  } catch (error) {
    throw toRefusal(error, { url, given, timeout });
  }
}

interface Context {
  readonly url: URL;
  readonly given: FetchRequest;
  readonly timeout: AbortSignal;
}

/** A failure of the network in words for whoever gave the address; the caller's own abort stays what it is. */
function toRefusal(error: unknown, { url, given, timeout }: Context): unknown {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof FetchRefusedError) return cause;
  }
  if (timeout.aborted)
    return new FetchRefusedError('too_slow', `${url.host} took longer than ${given.timeoutMs / 1_000} s`, {
      cause: error,
    });
  if (given.signal?.aborted === true) return given.signal.reason;
  return new FetchRefusedError('unreachable', `${url.host} could not be reached`, { cause: error });
}

function redirectOf({ statusCode, headers }: Dispatcher.ResponseData, url: URL): URL | null {
  if (![301, 302, 303, 307, 308].includes(statusCode)) return null;
  const location = headers['location'];
  if (typeof location !== 'string')
    throw new FetchRefusedError('bad_status', `${url.host} redirects to nowhere`, { status: statusCode });
  return readUrl(location, url);
}

function toFetched(answer: Dispatcher.ResponseData, context: Context): Fetched {
  const { statusCode, headers } = answer;
  const { url } = context;
  if (statusCode === 304) {
    answer.body.resume();
    return { kind: 'unchanged', url: url.href };
  }
  if (statusCode < 200 || statusCode > 299) {
    answer.body.resume();
    throw new FetchRefusedError('bad_status', `${url.host} answered with status ${statusCode}`, {
      status: statusCode,
    });
  }
  const stated = Number(headers['content-length']);
  if (stated > context.given.maxBytes) {
    answer.body.destroy();
    throw tooLarge(context);
  }
  const text = (name: string): string | null => {
    const value = headers[name];
    return typeof value === 'string' ? value : null;
  };
  return {
    kind: 'body',
    url: url.href,
    contentType: text('content-type'),
    etag: text('etag'),
    lastModified: text('last-modified'),
    body: boundedBody(answer, context),
  };
}

const tooLarge = ({ url, given }: Context): FetchRefusedError =>
  new FetchRefusedError('too_large', `${url.host} sent more than ${given.maxBytes} bytes`);

/** The unpacked body, which ends with an error once it is larger than allowed: a small packed file may unpack without end. */
function boundedBody({ body, headers }: Dispatcher.ResponseData, context: Context): Readable {
  const unpack = unpackerOf(headers['content-encoding']);
  let size = 0;
  const bounded = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > context.given.maxBytes) done(tooLarge(context));
      else done(null, chunk);
    },
    destroy(error, done) {
      body.destroy();
      unpack?.destroy();
      done(error);
    },
  });
  const fail = (error: Error): void => {
    const refusal = toRefusal(error, context);
    bounded.destroy(refusal instanceof Error ? refusal : error);
  };
  body.on('error', fail);
  unpack?.on('error', fail);
  if (unpack === null) body.pipe(bounded);
  else body.pipe(unpack).pipe(bounded);
  return bounded;
}

function unpackerOf(encoding: string | string[] | undefined): Transform | null {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      return null;
  }
}
