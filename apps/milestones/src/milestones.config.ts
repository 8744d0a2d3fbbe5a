import { type ConfigOf, type Environment, readConfig, secret } from '@zhuji/platform'
import { z } from 'zod'

const bucket = {
  /** The address below which evidence lies in an S3-compatible store, bucket included; absent: it lies in the directory. */
  EVIDENCE_S3_URL: z.url({ protocol: /^https?$/ }).optional(),
  EVIDENCE_S3_REGION: z.string().min(1).max(64).default('us-east-1'),
} as const

const keys = {
  EVIDENCE_S3_ACCESS_KEY: secret(z.string().min(1).max(256)),
  EVIDENCE_S3_SECRET_KEY: secret(z.string().min(1).max(256)),
} as const

const directory = {
  /** Where uploaded evidence is kept; on a volume that outlives the process and is backed up with the database. */
  EVIDENCE_DIRECTORY: z.string().min(1).max(4096).default('.data/evidence'),
} as const

/** What this service reads from the environment besides what all services read. */
export type MilestonesConfig =
  | (ConfigOf<typeof keys> & { readonly evidenceS3Url: string; readonly evidenceS3Region: string })
  | (ConfigOf<typeof directory> & { readonly evidenceS3Url?: undefined })

export function readMilestonesConfig(environment?: Environment): MilestonesConfig {
  const { evidenceS3Url, evidenceS3Region } = readConfig(bucket, environment)
  if (evidenceS3Url === undefined) return readConfig(directory, environment)
  return { ...readConfig(keys, environment), evidenceS3Url, evidenceS3Region }
}
