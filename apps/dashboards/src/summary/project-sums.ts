import type { CalendarDate } from '@zhuji/kernel'
import { startMeasures } from '@zhuji/figures'
import { addMeasures, measures, noSums, type SummedCard } from './measures.js'
import type { Sums, SummarySums } from './summary-sums.js'

interface Group {
  readonly card: SummedCard
  readonly region: string | null
  readonly sums: number[]
  readonly starts: ReturnType<typeof startMeasures>
}

/** Sums of projects that come by one after the other; groups of a summary are made of them at the end. */
export class ProjectSums {
  private readonly groups = new Map<string, Group>()

  /** `day` decides what is due. */
  constructor(private readonly day: CalendarDate) {}

  /** `region` is the one its summary is divided by; none where the project lies above those. */
  add(card: SummedCard, region: string | null): void {
    const { facilityKind, stage, halt, procedure, cancelled } = card
    const name = `${region}|${facilityKind}|${stage}|${halt}|${procedure}|${cancelled}`
    let group = this.groups.get(name)
    if (!group) this.groups.set(name, (group = { card, region, sums: noSums(), starts: noStarts() }))
    addMeasures(card, 1, group.sums)
    const { starts } = group
    const start = startMeasures(card, this.day)
    starts.dueProjects += start.dueProjects
    starts.dueStarted += start.dueStarted
    starts.listProjects += start.listProjects
    starts.listStarted += start.listStarted
  }

  addTo(summary: SummarySums): void {
    for (const { card, region, sums, starts } of this.groups.values()) {
      const named: Sums = { ...starts }
      for (const [place, name] of measures.entries()) named[name] = sums[place]!
      summary.addKind(card.facilityKind, named)
      if (region !== null) summary.addRegion(region, named)
      const { stage, halt, procedure, cancelled, status } = card
      summary.addStanding({ stage, halt, procedure, cancelled, status, projects: named['projects']! })
    }
  }
}

const noStarts = (): Group['starts'] => ({ dueProjects: 0, dueStarted: 0, listProjects: 0, listStarted: 0 })
