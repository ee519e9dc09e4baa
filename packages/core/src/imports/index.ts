export {
  createImportsService,
  type ImportOptions,
  type ImportPathsInput,
  type ImportsDeps,
  type ImportsService,
} from './imports.service.ts';
export type { LevelDetector } from './understand-posting.ts';
export { parseFiles } from './parse-files.ts';
export { readSalary } from './readers/read-salary.ts';
