import {
  attainmentDefinition,
  type FigureDefinition,
  type FigureTarget,
  referenceClassDefinition,
} from '@zhuji/figures'
import { explainedFigures } from '../explain/explained-figures.js'

/** What a figure is of: sums over any group of projects, one project, a class of completed works, a target line. */
export type FigureSubject = 'group' | 'project' | 'class' | 'line'

export interface RegisteredFigure extends Omit<FigureDefinition, 'source' | 'target'> {
  readonly source: string | null
  readonly denominatorIs: string | null
  readonly target: FigureTarget | null
  readonly of: FigureSubject
}

/** Every figure there is; `docs/figures.md` is written from it. */
export const figureRegistry: readonly RegisteredFigure[] = [
  ...[...explainedFigures.values()].map((figure) => registered(figure, figure.ofOneProjectOnly ? 'project' : 'group')),
  registered(referenceClassDefinition, 'class'),
  registered({ ...attainmentDefinition, denominatorIs: 'target' }, 'line'),
]

function registered(
  figure: FigureDefinition & { readonly denominatorIs?: string },
  of: FigureSubject,
): RegisteredFigure {
  const { id, version, unit, name, definition, source = null, denominatorIs = null, target = null } = figure
  return { id, version, unit, name, definition, source, denominatorIs, target, of }
}
