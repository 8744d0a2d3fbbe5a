import type { NewEvent } from '@zhuji/contracts'
import type { Clock } from '@zhuji/kernel'
import { Neighbour } from '@zhuji/testing'

/** The three services that alerts listen to, as far as alerts can tell: logs in which facts appear. */
export class ToldFacts {
  private constructor(private readonly neighbours: ReadonlyMap<string, Neighbour>) {}

  static async open(url: string, clock: Clock): Promise<ToldFacts> {
    const neighbours = new Map<string, Neighbour>()
    for (const context of ['registry', 'milestones', 'funding']) {
      neighbours.set(context, await Neighbour.open(context, url, clock))
    }
    return new ToldFacts(neighbours)
  }

  tell(...events: readonly NewEvent[]): Promise<void> {
    return this.tellAll(events)
  }

  /** As an import tells what its source has known since that day. */
  tellHistory(knownOn: string, ...events: readonly NewEvent[]): Promise<void> {
    return this.tellAll(events, knownOn)
  }

  private async tellAll(events: readonly NewEvent[], knownOn?: string): Promise<void> {
    for (const event of events) {
      const { projectId, code, programmeId } = event.data as Partial<Record<string, string>>
      const context = event.type.split('.')[0]!
      await this.neighbours.get(context)!.tells((projectId ?? code ?? programmeId)!, event, { knownOn })
    }
  }

  async close(): Promise<void> {
    for (const neighbour of this.neighbours.values()) await neighbour.close()
  }
}
