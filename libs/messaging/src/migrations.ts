import { CreateConsumerTables1790000000001, CreateEventLog1790000000000 } from './log/event-log.migration.js'
import { KeepFewerIndexes1790000000007 } from './log/fewer-indexes.migration.js'
import { KeepTraceparent1790000000004 } from './log/keep-traceparent.migration.js'
import { OneWriterAtATime1790000000008 } from './log/one-writer.migration.js'
import { CreateStreamNotes1790000000009 } from './commands/stream-notes.migration.js'
import { CreateKafkaTables1790000000003 } from './bus/kafka/kafka-tables.migration.js'
import { NoteRedrives1790000000006 } from './bus/note-redrives.migration.js'
import { NumberRelays1790000000005 } from './bus/kafka/number-relays.migration.js'

/** What every service's schema needs: its event log, its consumers' positions, its relay's. */
export const messagingMigrations = [
  CreateEventLog1790000000000,
  CreateConsumerTables1790000000001,
  CreateKafkaTables1790000000003,
  KeepTraceparent1790000000004,
  NumberRelays1790000000005,
  NoteRedrives1790000000006,
  KeepFewerIndexes1790000000007,
  OneWriterAtATime1790000000008,
  CreateStreamNotes1790000000009,
] as const
