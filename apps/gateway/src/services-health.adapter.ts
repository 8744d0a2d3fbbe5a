import type { Service } from './gateway.config.js'

export type Origins = Readonly<Record<Service, readonly string[]>>

export interface ServiceHealth {
  readonly service: string
  /** Instances that say they are ready, of how many. */
  readonly ready: number
  readonly instances: number
}

const ANSWER_MS_MAX = 3_000

/** Asks every instance of every service whether it is ready. */
export class ServicesHealth {
  constructor(private readonly origins: Origins) {}

  all(): Promise<ServiceHealth[]> {
    return Promise.all(
      Object.entries(this.origins).map(async ([service, origins]) => {
        const answers = await Promise.all(origins.map(isReady))
        return { service, ready: answers.filter(Boolean).length, instances: origins.length }
      }),
    )
  }
}

async function isReady(origin: string): Promise<boolean> {
  const signal = AbortSignal.timeout(ANSWER_MS_MAX)
  const answer = await fetch(`${origin}/health/ready`, { signal }).catch(() => undefined)
  await answer?.body?.cancel()
  return answer?.ok ?? false
}
