import { createDatabase } from '@access/db';

import { createImportsService } from '../imports.service.ts';

/** Imports a file in a process that can be killed: `node import-in-child.ts <database> <source> <file>`. A posting located in "Nowhere" never ends. */
const [url = '', source = '', file = ''] = process.argv.slice(2);
const db = createDatabase({ url, applicationName: 'import in child', max: 3 });
const imports = createImportsService({
  db,
  skills: { extract: () => [] },
  places: {
    resolve: (text) => {
      if (text === 'Nowhere') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
      return null;
    },
  },
  detectLevel: () => null,
  onImported: async () => undefined,
  enqueueRun: async () => undefined,
});
await imports.importPaths({ paths: [file], format: 'auto', source, isFull: true });
await db.destroy();
