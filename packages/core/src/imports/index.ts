export { createImportsService, type ImportOptions, type ImportsService } from './imports.service.ts';
export { createImportRunsService, queueRun, type ImportRunsService } from './import-runs.service.ts';
export { takeRunJob } from './imports.jobs.ts';
export { reportCsv } from './report-csv.ts';
export { parseFiles } from './parse-files.ts';
export { postingReaders } from './readers/posting-readers.ts';
