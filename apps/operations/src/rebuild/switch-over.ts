import type { Client } from 'pg'
import type { Projection } from '@zhuji/messaging'
import type { ShadowModel } from '../shadow/shadow-model.repository.js'
import type { CarryOver } from './carry-over.repository.js'
import type { CatchUp } from './catch-up.repository.js'

/** What a switch from the live model to the one built anew needs. */
export interface SwitchOver {
  /** A connection to the service's database of its own. */
  readonly client: Client
  readonly context: string
  readonly projection: Projection
  readonly model: ShadowModel
  readonly catchUp: CatchUp
  /** One for each table. */
  readonly carried: readonly CarryOver[]
  readonly bus: 'embedded' | 'kafka'
  readonly operator: string
}
