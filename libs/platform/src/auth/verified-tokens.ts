import type { Principal } from './principal.js'

interface Entry {
  readonly principal: Principal
  readonly untilMs: number
}

/**
 * Tokens whose signature has been checked, by the hash of the token (never the token itself). Checking an RS256
 * signature costs more than most commands do, and a client sends the same token hundreds of times; so it is done once
 * per token. Bounded: the least recently used entry goes first.
 */
export class VerifiedTokens {
  private readonly entries = new Map<string, Entry>()

  constructor(private readonly entriesMax: number) {}

  find(hash: string, nowMs: number): Principal | undefined {
    const entry = this.entries.get(hash)
    if (!entry) return undefined
    this.entries.delete(hash)
    if (entry.untilMs <= nowMs) return undefined
    this.entries.set(hash, entry)
    return entry.principal
  }

  remember(hash: string, principal: Principal, untilMs: number): void {
    this.entries.delete(hash)
    this.entries.set(hash, { principal, untilMs })
    if (this.entries.size <= this.entriesMax) return
    const [oldest] = this.entries.keys()
    if (oldest !== undefined) this.entries.delete(oldest)
  }

  get size(): number {
    return this.entries.size
  }
}
