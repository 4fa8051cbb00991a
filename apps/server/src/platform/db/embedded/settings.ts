import { totalmem } from 'node:os'

const megabyte = 1024 * 1024
const between = (least: number, value: number, most: number): number =>
  Math.round(Math.min(most, Math.max(least, value)))

/**
 * Settings for one small machine that Postgres shares with the server itself. Durability is never traded:
 * a commit is answered when it is on the disk.
 * @param socketFolder where the unix socket goes; there is no TCP port
 * @param memory bytes of the machine
 */
export const postgresSettings = (
  socketFolder: string,
  memory: number = totalmem(),
): Readonly<Record<string, string>> => {
  const megabytes = memory / megabyte
  return {
    listen_addresses: '',
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
    max_connections: '100',
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    shared_buffers: `${between(64, megabytes / 8, 1024)}MB`,
    effective_cache_size: `${between(256, megabytes / 2, 16_384)}MB`,
    work_mem: '16MB',
    maintenance_work_mem: `${between(64, megabytes / 32, 256)}MB`,
    max_wal_size: '2GB',
    min_wal_size: '128MB',
    checkpoint_timeout: '15min',
    wal_compression: 'on',
    random_page_cost: '1.1',
    effective_io_concurrency: '64',
    max_parallel_workers_per_gather: '1',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Error details quote the offending row, and rows hold personal data.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    logging_collector: 'on',
    log_directory: 'log',
    log_filename: 'postgres-%a.log',
    log_rotation_age: '1d',
    log_rotation_size: '0',
    log_truncate_on_rotation: 'on',
  }
}
