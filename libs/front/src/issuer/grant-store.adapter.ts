import { readFile } from 'node:fs/promises'
import { Logger } from '@nestjs/common'
import type { Adapter, AdapterPayload } from 'oidc-provider'
import { writePrivateFile } from './issuer-secrets.adapter.js'

interface Entry {
  readonly payload: AdapterPayload
  readonly expiresAtMs: number | null
}

const WRITE_DELAY_MS = 200
const ENTRIES_MAX = 20_000

/**
 * Sessions, grants and refresh tokens of the embedded issuer: a map in memory, written to one file shortly after each
 * change, so that people stay signed in over a restart. A crash within that moment costs a sign-in, nothing else. Access
 * tokens are not kept: they are signed and speak for themselves. Made for one process and a handful of people.
 */
export class GrantStore {
  private readonly logger = new Logger('GrantStore')
  private entries = new Map<string, Entry>()
  private timer?: NodeJS.Timeout
  private writing: Promise<void> = Promise.resolve()

  constructor(private readonly path: string) {}

  /** A file that cannot be read is no reason not to start: everybody signs in again. */
  async open(): Promise<void> {
    try {
      this.entries = new Map(JSON.parse(await readFile(this.path, 'utf8')) as [string, Entry][])
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') this.logger.warn('sign-ins were lost', error)
    }
  }

  /** Writes what has not been written yet. */
  async close(): Promise<void> {
    if (this.timer) this.writeNow()
    await this.writing
  }

  find(key: string): AdapterPayload | undefined {
    const entry = this.entries.get(key)
    if (entry && !isExpired(entry)) return entry.payload
    if (entry) this.entries.delete(key)
    return undefined
  }

  findBy(model: string, field: 'uid' | 'userCode', value: string): AdapterPayload | undefined {
    for (const [key, entry] of this.entries) {
      if (key.startsWith(`${model}:`) && entry.payload[field] === value && !isExpired(entry)) return entry.payload
    }
    return undefined
  }

  put(key: string, payload: AdapterPayload, expiresInS: number | undefined): void {
    if (this.entries.size >= ENTRIES_MAX) this.dropExpired()
    if (this.entries.size >= ENTRIES_MAX) throw new Error('the issuer keeps too many sign-ins; try again later')
    this.entries.set(key, { payload, expiresAtMs: expiresInS === undefined ? null : Date.now() + expiresInS * 1000 })
    this.writeSoon()
  }

  remove(keep: (key: string, payload: AdapterPayload) => boolean): void {
    for (const [key, { payload }] of this.entries) if (!keep(key, payload)) this.entries.delete(key)
    this.writeSoon()
  }

  writeSoon(): void {
    this.timer ??= setTimeout(() => this.writeNow(), WRITE_DELAY_MS)
  }

  private writeNow(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    this.dropExpired()
    const text = JSON.stringify([...this.entries])
    this.writing = this.writing
      .then(() => writePrivateFile(this.path, text))
      .catch((error: unknown) => this.logger.warn('sign-ins could not be kept', error))
  }

  private dropExpired(): void {
    for (const [key, entry] of this.entries) if (isExpired(entry)) this.entries.delete(key)
  }
}

function isExpired({ expiresAtMs }: Entry): boolean {
  return expiresAtMs !== null && expiresAtMs <= Date.now()
}

/** The store as the library asks for it: one adapter per kind of thing. */
export function adapterOver(store: GrantStore): (model: string) => Adapter {
  return (model) => {
    const keyOf = (id: string) => `${model}:${id}`
    return {
      upsert: async (id, payload, expiresIn) => store.put(keyOf(id), payload, expiresIn),
      find: async (id) => store.find(keyOf(id)),
      findByUid: async (uid) => store.findBy(model, 'uid', uid),
      findByUserCode: async (userCode) => store.findBy(model, 'userCode', userCode),
      consume: async (id) => {
        const payload = store.find(keyOf(id))
        if (payload) payload.consumed = Math.floor(Date.now() / 1000)
        store.writeSoon()
      },
      destroy: async (id) => store.remove((key) => key !== keyOf(id)),
      revokeByGrantId: async (grantId) => store.remove((_, payload) => payload.grantId !== grantId),
    }
  }
}
