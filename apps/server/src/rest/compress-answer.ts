import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

import type { FastifyReply, FastifyRequest } from 'fastify';

/** Shorter answers fit one packet anyway; longer ones go to the streaming compressor, off this thread. */
const SHORTEST = 1_024;
const LONGEST = 128 * 1_024;

const brotliParameters = {
  [constants.BROTLI_PARAM_QUALITY]: 3,
  // A window of 128 KB: the default 4 MB costs more to set up than these answers to compress.
  [constants.BROTLI_PARAM_LGWIN]: 17,
};

/**
 * Compresses a JSON answer in one go: about 0.1 ms for 15 KB, where a stream through the thread pool costs a whole
 * millisecond of processor time, as much as finding the jobs.
 */
export function compressAnswer(request: FastifyRequest, reply: FastifyReply, body: string): string | Buffer {
  if (body.length < SHORTEST || body.length > LONGEST) return body;
  reply.header('vary', 'origin, accept-encoding');
  const accepted = request.headers['accept-encoding'] ?? '';
  if (accepts(accepted, 'br')) {
    reply.header('content-encoding', 'br');
    return brotliCompressSync(body, { params: brotliParameters });
  }
  if (accepts(accepted, 'gzip')) {
    reply.header('content-encoding', 'gzip');
    return gzipSync(body, { level: 3 });
  }
  return body;
}

function accepts(header: string, encoding: string): boolean {
  return header.split(',').some((part) => {
    const [name = '', quality = ''] = part.trim().toLowerCase().split(';');
    return name.trim() === encoding && !/^\s*q=0(?:\.0*)?\s*$/.test(quality);
  });
}
