import { TRPCError } from '@trpc/server';

import { errorTable } from '@access/contracts/errors';

import { toAppError } from './problem.ts';

/** What a call met before its procedure (a foreign origin, a bad key), as tRPC's own error of the right code. */
export function toTrpcError(thrown: unknown): TRPCError {
  const error = toAppError(thrown);
  return new TRPCError({ code: errorTable[error.code].trpc, message: error.message, cause: error });
}
