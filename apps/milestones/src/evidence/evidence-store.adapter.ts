import type { Clock } from '@zhuji/kernel'
import type { MilestonesConfig } from '../milestones.config.js'
import { EvidenceBucket } from './evidence-bucket.adapter.js'
import { EvidenceDirectory } from './evidence-directory.adapter.js'
import type { EvidenceStore } from './evidence-store.js'

export const EVIDENCE_STORE = Symbol('evidence store')

/** A bucket where one is configured, else a directory. */
export function evidenceStoreOf(config: MilestonesConfig, clock: Clock): EvidenceStore {
  if (config.evidenceS3Url === undefined) return new EvidenceDirectory(config.evidenceDirectory)
  const { evidenceS3Url: url, evidenceS3AccessKey: accessKey, evidenceS3SecretKey: secretKey } = config
  const credentials = { accessKey, secretKey, region: config.evidenceS3Region }
  return new EvidenceBucket({ url, credentials, now: () => clock.now() })
}
