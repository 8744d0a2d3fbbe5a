import { chainsHold } from './chains.js'
import { commandsOnce, versionsWhole } from './commands.js'
import { deadLettersExpected, moneyAgrees, notificationsOnce } from './effects.js'
import type { Evidence, Finding } from './finding.js'
import { readModelsRebuilt } from './read-models.js'
import { untilSettled } from './settled.js'

/** All eight points, once every queue is empty. No findings means that what was promised has been kept. */
export async function findingsOf(evidence: Evidence): Promise<Finding[]> {
  await untilSettled(evidence.installation)
  const points = [
    commandsOnce,
    versionsWhole,
    readModelsRebuilt,
    deadLettersExpected,
    notificationsOnce,
    moneyAgrees,
    chainsHold,
  ]
  const findings: Finding[] = []
  for (const point of points) findings.push(...(await point(evidence)))
  return findings
}

/** Throws with the findings, the first few in full. */
export async function assertKept(evidence: Evidence): Promise<void> {
  const findings = await findingsOf(evidence)
  if (findings.length === 0) return
  const told = findings.slice(0, 10).map(({ point, sentence, row }) => `${point} ${sentence}: ${JSON.stringify(row)}`)
  throw new Error(`the oracle has ${findings.length} findings:\n${told.join('\n')}`)
}
