import type { Service } from '../installation/services.js'
import { services } from '../installation/services.js'
import { type Installation, Snapshots } from '../installation/snapshots.repository.js'
import type { Check, CheckResult, Finding, Scene } from './check.js'
import { agreementPayments } from './checks/agreement-payments.repository.js'
import { bulletins } from './checks/bulletins.repository.js'
import { checkpoints } from './checks/checkpoints.repository.js'
import { hashChains } from './checks/hash-chains.repository.js'
import { money } from './checks/money.repository.js'
import { notes } from './checks/notes.repository.js'
import { positions } from './checks/positions.repository.js'
import { readModel } from './checks/read-model.repository.js'
import { receipts } from './checks/receipts.repository.js'
import { trialBalance } from './checks/trial-balance.repository.js'
import { waiting } from './checks/waiting.repository.js'

const FINDINGS_KEPT_MAX = 100

export interface VerifyOptions {
  /** Only these services' checks; all when not given. Others' logs are read where a check needs them. */
  readonly services?: readonly string[]
}

/**
 * Checks an installation against itself while it runs: everything is seen as of one moment, and nothing is written but
 * read models beside the live ones, which go again. One result after the other, as checks end.
 */
export async function* verify(
  installation: Installation,
  { services: wanted }: VerifyOptions = {},
): AsyncGenerator<CheckResult> {
  const snapshots = await Snapshots.open(installation)
  try {
    const there = services.filter(({ context }) => snapshots.find(context) && (wanted?.includes(context) ?? true))
    for (const check of there.toReversed().flatMap(checksOf)) yield await resultOf(check, { installation, snapshots })
  } finally {
    await snapshots.close()
  }
}

function checksOf(service: Service): readonly Check[] {
  return [
    ...(service.records ? [hashChains(service), checkpoints(service), receipts(service)] : []),
    ...(service.context === 'funding' ? [money, trialBalance, agreementPayments] : []),
    ...(service.context === 'dashboards' ? [bulletins] : []),
    ...(service.notedBy ? [notes(service, service.notedBy)] : []),
    positions(service),
    waiting(service),
    ...service.projections.map((projection) => readModel(service, projection)),
  ]
}

async function resultOf(check: Check, scene: Scene): Promise<CheckResult> {
  const findings: Finding[] = []
  const numbers = { faults: 0, notices: 0 }
  const startedMs = performance.now()
  const counts = await check.run(scene, (finding) => {
    numbers[finding.isNotice ? 'notices' : 'faults'] += 1
    if (findings.length < FINDINGS_KEPT_MAX) findings.push(finding)
  })
  const durationMs = Math.round(performance.now() - startedMs)
  return { check: check.name, service: check.service, counts, findings, ...numbers, durationMs }
}
