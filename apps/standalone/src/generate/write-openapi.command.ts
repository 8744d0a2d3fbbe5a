import { writeFile } from 'node:fs/promises'
import { AlertsModule } from '@zhuji/alerts'
import { DashboardsModule } from '@zhuji/dashboards'
import { FundingModule } from '@zhuji/funding'
import { MilestonesModule } from '@zhuji/milestones'
import { apiDocumentOf } from '@zhuji/platform'
import { RegistryModule } from '@zhuji/registry'

const modules = [RegistryModule, MilestonesModule, FundingModule, AlertsModule, DashboardsModule]

/** `docs/openapi.json`: every operation of the whole system. Runs from the repository's root. */
const document = await apiDocumentOf('zhuji', modules)
await writeFile('docs/openapi.json', `${JSON.stringify(document, null, 2)}\n`)
