import { CreateDashboards1790000010000 } from './create-dashboards.migration.js'
import { FindPastByPlace1790000010004 } from './past-by-place.migration.js'
import { FindStoryByDay1790000010005 } from './story-by-day.migration.js'
import { KeepBothClocks1790000010008 } from './keep-both-clocks.migration.js'
import { KeepEdition1790000010002 } from './keep-edition.migration.js'
import { KeepFigures1790000010012 } from './keep-figures.migration.js'
import { KeepKnownMonths1790000010024 } from './known-months.migration.js'
import { KeepPastApart1790000010025 } from './past-apart.migration.js'
import { KeepNoZeros1790000010001 } from './keep-no-zeros.migration.js'
import { KeepProgrammes1790000010009 } from './keep-programmes.migration.js'
import { KeepPaid1790000010007 } from './keep-paid.migration.js'
import { KeepSealedLogs1790000010020 } from './keep-sealed-logs.migration.js'
import { KeepUnbundled1790000010021 } from './keep-unbundled.migration.js'
import { KeepStoryInCommitOrder1790000010006 } from './story-in-commit-order.migration.js'
import { FindStoryByPlace1790000010022 } from './story-by-place.migration.js'
import { KeepPastByRows1790000010023 } from './past-by-rows.migration.js'
import { SearchKeptText1790000010003 } from './search-kept-text.migration.js'

export const dashboardMigrations = [
  CreateDashboards1790000010000,
  KeepNoZeros1790000010001,
  KeepEdition1790000010002,
  SearchKeptText1790000010003,
  FindPastByPlace1790000010004,
  FindStoryByDay1790000010005,
  KeepStoryInCommitOrder1790000010006,
  KeepPaid1790000010007,
  KeepBothClocks1790000010008,
  KeepProgrammes1790000010009,
  KeepSealedLogs1790000010020,
  KeepFigures1790000010012,
  KeepUnbundled1790000010021,
  FindStoryByPlace1790000010022,
  KeepPastByRows1790000010023,
  KeepKnownMonths1790000010024,
  KeepPastApart1790000010025,
]
