import { readMilestonesConfig } from './milestones.config.js'

const bucket = {
  EVIDENCE_S3_URL: 'https://store.example/evidence',
  EVIDENCE_S3_ACCESS_KEY: 'zhuji',
  EVIDENCE_S3_SECRET_KEY: 'secret',
}

describe('where evidence lies', () => {
  it('is a directory unless somebody names a bucket', () => {
    expect(readMilestonesConfig({})).toEqual({ evidenceDirectory: '.data/evidence' })
    expect(readMilestonesConfig({ EVIDENCE_DIRECTORY: '/evidence' })).toEqual({ evidenceDirectory: '/evidence' })
  })

  it('is a bucket once its address and both keys are given', () => {
    expect(readMilestonesConfig(bucket)).toEqual({
      evidenceS3Url: 'https://store.example/evidence',
      evidenceS3Region: 'us-east-1',
      evidenceS3AccessKey: 'zhuji',
      evidenceS3SecretKey: 'secret',
    })
  })

  it('is not guessed: an address without keys stops the boot, and keys are never shown', () => {
    expect(() => readMilestonesConfig({ EVIDENCE_S3_URL: bucket.EVIDENCE_S3_URL })).toThrow(/EVIDENCE_S3_ACCESS_KEY/)
    expect(() => readMilestonesConfig({ ...bucket, EVIDENCE_S3_URL: 'ftp://store' })).toThrow(/EVIDENCE_S3_URL/)
    expect(() => readMilestonesConfig({ ...bucket, EVIDENCE_S3_SECRET_KEY: 's'.repeat(300) })).not.toThrow(/sss/)
  })
})
