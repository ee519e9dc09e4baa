import { createTRPCClient, TRPCClientError } from '@trpc/client';
import type { TRPCClient, TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';

import type { AppRouter } from '@access/api';
import type { Problem } from '@access/contracts/errors';

/** Answers by procedure path; a handler may throw a problem made by {@link refusal}. */
export type Answers = Record<string, (input: unknown) => unknown>;

class Refusal extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
  }
}

/** A refusal as the server words it. */
export function refusal(problem: Pick<Problem, 'code' | 'status'> & Partial<Problem>): Error {
  return new Refusal({ type: `urn:access:problem:${problem.code}`, title: problem.code, ...problem });
}

export interface FakeApi {
  client: TRPCClient<AppRouter>;
  /** Calls in order, with what was sent. */
  calls: { path: string; input: unknown }[];
}

/** The network replaced: typed calls answered from a table. A path that is not in it never answers. */
export function createFakeApi(answers: Answers): FakeApi {
  const calls: FakeApi['calls'] = [];
  const link: TRPCLink<AppRouter> =
    () =>
    ({ op }) =>
      observable((observer) => {
        calls.push({ path: op.path, input: op.input });
        const answer = answers[op.path];
        if (answer === undefined || op.type === 'subscription') return undefined;
        Promise.resolve(op.input)
          .then(answer)
          .then(
            (data) => {
              observer.next({ result: { type: 'data', data } });
              observer.complete();
            },
            (error: unknown) => {
              const problem = error instanceof Refusal ? error.problem : undefined;
              observer.error(
                TRPCClientError.from<AppRouter>({
                  error: {
                    code: -32603,
                    message: String(error),
                    data: { code: 'BAD_REQUEST', httpStatus: problem?.status ?? 500, problem },
                  },
                } as const),
              );
            },
          );
        return undefined;
      });
  return { client: createTRPCClient<AppRouter>({ links: [link] }), calls };
}
