/**
 * For a small machine that PostgreSQL shares with the whole platform, which must stay below 500 MB: a working set that
 * fits a laptop, no workers waiting for queries we do not have.
 */
const modest: Readonly<Record<string, string | number>> = {
  shared_buffers: '48MB',
  max_connections: 100,
  work_mem: '4MB',
  maintenance_work_mem: '32MB',
  effective_cache_size: '256MB',
  max_wal_size: '512MB',
  min_wal_size: '64MB',
  wal_buffers: '1MB',
  // Reads in the asking process; the worker method would keep idle processes around.
  io_method: 'sync',
  autovacuum_max_workers: 2,
  max_parallel_workers: 2,
  max_parallel_workers_per_gather: 0,
  max_logical_replication_workers: 0,
  jit: 'off',
  huge_pages: 'off',
  random_page_cost: 1.1,
};

const fixed: Readonly<Record<string, string | number>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_destination: 'stderr',
  logging_collector: 'off',
  log_min_messages: 'warning',
};

/**
 * For tests: survives the death of the process, whose writes the system has, but not that of the machine. Commits still
 * write, or a killed server would forget the last of them.
 */
const careless: Readonly<Record<string, string | number>> = { fsync: 'off', full_page_writes: 'off' };

/** `-c name=value` for the server's command line. */
export function serverArguments(durable: boolean, more: Readonly<Record<string, string | number>>): string[] {
  const settings = { ...modest, ...fixed, ...(durable ? {} : careless), ...more };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
