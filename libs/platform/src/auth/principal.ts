import type { Actor } from '@zhuji/contracts'
import type { Role } from './roles.js'

/** The caller as its token describes it. */
export interface PrincipalFacts {
  /** The token's subject; stable for one person or one machine client. */
  readonly person: string
  readonly name: string
  readonly role: Role
  readonly unit: { readonly id: string; readonly name: string } | null
  /** The roots of the region subtrees the caller answers for. */
  readonly regions: readonly string[]
  /** Projects the caller may act for beside those of the unit. */
  readonly projects?: readonly string[]
}

export class Principal {
  readonly person: string
  readonly name: string
  readonly role: Role
  readonly unit: { readonly id: string; readonly name: string } | null
  readonly regions: readonly string[]
  readonly projects: readonly string[]

  constructor(facts: PrincipalFacts) {
    this.person = facts.person
    this.name = facts.name
    this.role = facts.role
    this.unit = facts.unit
    this.regions = facts.regions
    this.projects = facts.projects ?? []
  }

  /** Who did it, as the log keeps it. */
  toActor(): Actor {
    return { person: this.person, unit: this.unit?.id ?? null, role: this.role }
  }
}
