import { ApiProperty } from '@nestjs/swagger'
import {
  type FigureDefinition,
  type FigureParts,
  type NamedTarget,
  namedTarget,
  targetSources,
  valueOfParts,
} from '@zhuji/figures'
import type { Clocks } from '../scope/clocks.js'

/** In which cut a figure was computed. */
export interface FigureCut {
  readonly clocks: Clocks
  readonly positions: Record<string, number>
  /** Versions of the baselines in their order, of a figure of one project. */
  readonly baselines?: readonly number[]
}

const both = { type: Object, description: '{ zh, en }' } as const

class FigureTargetAnswer implements NamedTarget {
  @ApiProperty({ enum: Object.keys(targetSources), example: 'planned-completion' }) from: NamedTarget['from']
  @ApiProperty({ ...both, example: { zh: '现行基准计划的完工日', en: 'Completions of the baselines in force' } })
  name: {
    zh: string
    en: string
  }
  @ApiProperty({
    type: 'integer',
    nullable: true,
    example: 2,
    description: 'Of the baseline of one project. Of many projects each has its own, as of the positions: null.',
  })
  version: number | null
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'The last day that counts; null: all of it.',
  })
  cutOffOn: string | null
}

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
    type: FigureTargetAnswer,
    nullable: true,
    description: 'What it is measured against; null for sums, counts and observations.',
  })
  target: NamedTarget | null
  @ApiProperty({ format: 'date', description: 'The business day that is shown.' }) asOf: string
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'The day of the knowledge; null: now.' })
  knownOn: string | null
  @ApiProperty({ type: Object, description: 'How far each log was read.' }) positions: Record<string, number>
}

export type AnsweredFigure = FigureDefinition & { readonly denominatorIs?: string }

export function figureAnswer(
  figure: AnsweredFigure,
  { unknown, ...parts }: FigureParts & { readonly unknown: number },
  { clocks, positions, baselines }: FigureCut,
): FigureAnswer {
  const { id, version, unit, name, definition: rule, denominatorIs = null } = figure
  const target = figure.target ? namedTarget(figure.target, clocks.day, baselines) : null
  const { numerator, denominator = null } = parts
  const value = valueOfParts(unit, parts)
  const told = { id, version, unit, name, value, numerator, denominator, denominatorIs, unknown, rule, target }
  return { ...told, asOf: clocks.day, knownOn: clocks.knownOn ?? null, positions }
}
