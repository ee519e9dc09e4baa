import path from 'node:path';

/** The shipped models, taxonomy and gazetteer. */
export const modelsFolder = path.resolve(import.meta.dirname, '../../../ml-models');
