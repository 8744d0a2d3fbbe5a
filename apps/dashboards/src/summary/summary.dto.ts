import { ApiProperty } from '@nestjs/swagger'
import type { Cell } from './cell.js'

const cell = { type: Object, description: 'Sums and figures of the group: see the service README.' } as const
const cells = { ...cell, isArray: true } as const
const counts = { type: Object, isArray: true, description: 'Projects per word.' } as const

/** Whatever the question leaves: in total and by group. Groups without projects are left out. */
export class SummaryAnswer {
  @ApiProperty({
    type: Object,
    description:
      '{ day, knownOn, positions }: the business day, which decides what is due, the day of the knowledge (null: now), and how far each log was read.',
  })
  asOf: { day: string; knownOn: string | null; positions: Record<string, number> }

  @ApiProperty(cell) total: Cell
  @ApiProperty(cells) byFacilityGroup: (Cell & { id: string })[]
  @ApiProperty(cells) byFacilityKind: (Cell & { id: string })[]
  @ApiProperty(cells) byRegion: (Cell & { code: string; name: string })[]
  @ApiProperty(counts) byStage: { stage: string; projects: number }[]
  @ApiProperty(counts) byStatus: { status: string; projects: number }[]
  @ApiProperty(counts) byRegisterWord: { registerWord: string; projects: number }[]
  @ApiProperty(counts) byStanding: { stage: string; halt: string | null; procedure: string | null; projects: number }[]
}
