import { ApiProperty } from '@nestjs/swagger'
import { type FigureDefinition, type FigureParts, valueOfParts } from '@zhuji/figures'
import type { Clocks } from '../scope/clocks.js'

/** In which cut a figure was computed. */
export interface FigureCut {
  readonly clocks: Clocks
  readonly positions: Record<string, number>
}

const both = { type: Object, description: '{ zh, en }' } as const

/** One figure with everything that is needed to compute it again. */
export class FigureAnswer {
  @ApiProperty({ example: 'in-use-rate-due' }) id: string
  @ApiProperty({ example: 1, description: 'Of the definition: what it comes to changes with it only.' }) version: number
  @ApiProperty({ example: 'percent' }) unit: string
  @ApiProperty({ ...both, example: { zh: '投用率（应投用）', en: 'In-use rate (due to date)' } }) name: {
    zh: string
    en: string
  }
  @ApiProperty({ type: 'number', nullable: true, example: 90.4762, description: 'Null where a part is not known.' })
  value: number | null
  @ApiProperty({ type: 'number', nullable: true, example: 19 }) numerator: number | null
  @ApiProperty({
    type: 'number',
    nullable: true,
    example: 21,
    description: 'Null for sums, and where it is not known.',
  })
  denominator: number | null
  @ApiProperty({ type: String, nullable: true, example: 'due-to-date' }) denominatorIs: string | null
  @ApiProperty({ type: 'integer', example: 2, description: 'Projects whose input is not known.' }) unknown: number
  @ApiProperty({ ...both, description: 'What is counted, in both languages.' }) rule: { zh: string; en: string }
  @ApiProperty({
    type: Object,
    nullable: true,
    description: 'The target it is compared with; null where none is: see programmes.',
  })
  target: object | null
  @ApiProperty({ format: 'date', description: 'The business day that is shown.' }) asOf: string
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'The day of the knowledge; null: now.' })
  knownOn: string | null
  @ApiProperty({ type: Object, description: 'How far each log was read.' }) positions: Record<string, number>
}

export type AnsweredFigure = FigureDefinition & { readonly denominatorIs?: string }

export function figureAnswer(
  figure: AnsweredFigure,
  { unknown, ...parts }: FigureParts & { readonly unknown: number },
  { clocks, positions }: FigureCut,
): FigureAnswer {
  const { id, version, unit, name, definition: rule, denominatorIs = null } = figure
  const { numerator, denominator = null } = parts
  const value = valueOfParts(unit, parts)
  const told = { id, version, unit, name, value, numerator, denominator, denominatorIs, unknown, rule, target: null }
  return { ...told, asOf: clocks.day, knownOn: clocks.knownOn ?? null, positions }
}
