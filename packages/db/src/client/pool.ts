import { Pool, type PoolConfig } from 'pg';

/** A pool that survives the loss of an idle connection (a restarted or stopping server): it opens another when asked. */
export function openPool(config: PoolConfig, onConnectionLost?: (error: Error) => void): Pool {
  const pool = new Pool(config);
  // Without a listener the lost connection would end the process.
  pool.on('error', (error) => onConnectionLost?.(error));
  return pool;
}
