import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

import { EmbeddedPostgresError } from './errors.ts';
import { hasCode } from './processes.ts';

/**
 * The port to listen on: the wanted one, else the one kept from the last start, else a free one that is kept.
 * Throws `port_taken` where the wanted one is in use.
 */
export async function choosePort(dataDir: string, wanted: number | undefined): Promise<number> {
  if (wanted !== undefined) {
    if ((await probe(wanted)) === undefined) {
      throw new EmbeddedPostgresError('port_taken', `Port ${wanted} is taken by another program.`);
    }
    return wanted;
  }
  const kept = readKept(join(dataDir, 'port'));
  const port = (kept === undefined ? undefined : await probe(kept)) ?? (await probe(0));
  if (port === undefined) {
    throw new EmbeddedPostgresError('port_taken', 'There is no free port on 127.0.0.1.');
  }
  if (port !== kept) writeFileSync(join(dataDir, 'port'), `${port}\n`);
  return port;
}

/** Answers the port that could be bound (any free one for 0), or undefined where it is taken. */
function probe(port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => {
      if (hasCode(error, 'EADDRINUSE') || hasCode(error, 'EACCES')) resolve(undefined);
      else reject(error);
    });
    server.listen({ port, host: '127.0.0.1' }, () => {
      const address = server.address();
      const bound = typeof address === 'object' ? address?.port : undefined;
      server.close(() => resolve(bound));
    });
  });
}

function readKept(path: string): number | undefined {
  try {
    const port = Number(readFileSync(path, 'utf8'));
    return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}
