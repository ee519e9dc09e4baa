/** Server settings for a small machine (2 cores, 4 GB or more), as `-c name=value` arguments. */
export function serverArguments(options: { port: number; isDisposable: boolean }): string[] {
  const settings = options.isDisposable ? { ...common, ...disposable } : { ...common, ...durable };
  const named = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-p', String(options.port), ...named];
}

const common = {
  listen_addresses: '127.0.0.1',
  // Socket paths are limited to 107 bytes, which a deep home folder exceeds; TCP on the loopback always works.
  unix_socket_directories: '',
  max_connections: '100',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  effective_cache_size: '1GB',
  // Flash storage: the default 4.0 makes the planner shun indexes.
  random_page_cost: '1.1',
  // Our queries are short; compiling them costs more than it saves.
  jit: 'off',
  max_parallel_workers_per_gather: '1',
  // One machine, no standby: half the write-ahead log of `replica`.
  wal_level: 'minimal',
  max_wal_senders: '0',
  wal_compression: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  log_min_messages: 'warning',
  log_line_prefix: '%m [%p] %a ',
} as const;

const durable = {
  shared_buffers: '256MB',
  max_wal_size: '1GB',
  checkpoint_timeout: '15min',
} as const;

/** Nothing of a test run is worth a flush to disk. */
const disposable = {
  shared_buffers: '128MB',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_wal_size: '512MB',
  checkpoint_timeout: '1h',
  // A cloned database lives for seconds; statistics are gathered by the tests that need them.
  autovacuum_naptime: '10min',
} as const;
