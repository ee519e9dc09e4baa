export { createTextUnderstanding, type TextUnderstanding } from './text-understanding.ts';
