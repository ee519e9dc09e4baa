export { fieldProblems, toAppError, toProblem, validationError } from './problem.ts';
export { toTrpcError } from './to-trpc-error.ts';
