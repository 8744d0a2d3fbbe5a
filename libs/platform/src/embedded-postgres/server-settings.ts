import { LOOPBACK } from './free-port.adapter.js'

/** Given on the command line at every start, so a new release of ours changes them without touching the cluster. */
export function settingsFor(ephemeral: boolean, memoryBytes: number): Record<string, string> {
  const common = {
    listen_addresses: LOOPBACK,
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
  }
  if (ephemeral) {
    const unsafe = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
    return { ...common, ...unsafe, wal_level: 'minimal', max_wal_senders: '0', checkpoint_timeout: '1h' }
  }
  const durable = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' }
  return { ...common, ...durable, ...roomFor(memoryBytes), ...WEEK_OF_LOGS }
}

/**
 * A quarter of the machine's memory, up to a gigabyte, for pages: with PostgreSQL's own 128 MB every question over a hundred
 * thousand projects writes somebody else's pages before it reads its own. Four times as much may be logged between two
 * checkpoints, because each page is logged whole at its first change after one: with PostgreSQL's own 1 GB a large import has
 * one every half a minute, and four fifths of what it logs are whole pages. Starting after a crash reads as much again.
 */
function roomFor(bytes: number): Record<string, string> {
  const megabytes = Math.min(1_024, Math.max(128, Math.floor(bytes / 4 / 2 ** 20)))
  return { shared_buffers: `${megabytes}MB`, max_wal_size: `${4 * megabytes}MB` }
}

/** One file per day of the week, each overwritten a week later, so the log never fills the disk. */
const WEEK_OF_LOGS = {
  logging_collector: 'on',
  log_directory: 'log',
  log_filename: 'postgres-%a.log',
  log_truncate_on_rotation: 'on',
  log_rotation_age: '1d',
  log_rotation_size: '0',
}
