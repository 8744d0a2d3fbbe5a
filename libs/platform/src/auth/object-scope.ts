import { DomainError } from '@zhuji/kernel'
import { allows, type Permission, type Target } from './policy.js'
import type { Principal } from './principal.js'

/** For commands: throws `forbidden` `out-of-scope` when the principal may not do this to this object. */
export function assertAllowed(principal: Principal, permission: Permission, target?: Target): void {
  if (allows(principal, permission, target)) return
  throw new DomainError('forbidden', 'out-of-scope', {
    figures: { permission, role: principal.role, unit: principal.unit?.id ?? null },
  })
}

/** For reads: an object out of scope does not exist for the caller, so that its id cannot be probed. */
export function assertVisible(principal: Principal, permission: Permission, target: Target): void {
  if (!allows(principal, permission, target)) throw new DomainError('not-found', 'not-found')
}
