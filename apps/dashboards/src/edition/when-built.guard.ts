import { type CanActivate, Inject, Injectable } from '@nestjs/common'
import type { Pool } from 'pg'
import { DataSource } from 'typeorm'
import { DomainError } from '@zhuji/kernel'
import { poolOf } from '@zhuji/platform'
import { isBuilt } from './edition.js'
import { readState } from './model-state.repository.js'

/** A newer program may take the tables over while this one still runs: it is noticed within this time. */
const TRUSTED_MS = 1_000

/** Answers 503 while the read models are not those of this program; there is no telling what a half of them would say. */
@Injectable()
export class WhenBuilt implements CanActivate {
  private readonly pool: Pool
  private builtAtMs = -Infinity

  constructor(@Inject(DataSource) source: DataSource) {
    this.pool = poolOf(source)
  }

  async canActivate(): Promise<boolean> {
    const nowMs = performance.now()
    if (nowMs - this.builtAtMs < TRUSTED_MS) return true
    if (!isBuilt(await readState(this.pool))) throw new DomainError('unavailable', 'being-rebuilt')
    this.builtAtMs = nowMs
    return true
  }
}
