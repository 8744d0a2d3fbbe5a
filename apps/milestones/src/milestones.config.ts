import { type Environment, readConfig } from '@zhuji/platform'
import { z } from 'zod'

const shape = {
  /** Where uploaded evidence is kept; on a volume that outlives the process and is backed up with the database. */
  EVIDENCE_DIRECTORY: z.string().min(1).max(4096).default('.data/evidence'),
} as const

/** What this service reads from the environment besides what all services read. */
export interface MilestonesConfig {
  readonly evidenceDirectory: string
}

export function readMilestonesConfig(environment?: Environment): MilestonesConfig {
  return readConfig(shape, environment)
}
