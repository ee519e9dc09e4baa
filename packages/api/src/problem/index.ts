export { fieldProblems, toAppError, toProblem, validationError } from './problem.ts';
