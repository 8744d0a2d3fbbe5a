export type { Installation } from './installation/snapshots.repository.js'
export type { CheckResult, Finding } from './verify/check.js'
export { verify, type VerifyOptions } from './verify/verify.repository.js'
export { cleanUp, rebuild, type Rebuilt, type RebuildOptions } from './rebuild/rebuild.repository.js'
export {
  type DeadLetter,
  type DeadLetterGroup,
  findDeadLetter,
  listDeadLetters,
  type Selection,
} from './dlq/dead-letters.repository.js'
export { redrive, type Redriven, type RedriveOptions } from './dlq/redrive.repository.js'
