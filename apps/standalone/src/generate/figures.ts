import { figureRegistry, type RegisteredFigure } from '@zhuji/dashboards'
import { type FigureTarget, targetSources, targetUntils } from '@zhuji/figures'

const subjects: readonly (readonly [RegisteredFigure['of'], string])[] = [
  ['group', 'Of groups of projects 项目汇总'],
  ['project', 'Of one project 单个项目'],
  ['class', 'Of a class of completed works 参照类'],
  ['line', 'Of a target line 目标行'],
]

/** docs/figures.md: every figure as the program computes it, from the registry that answers and explains them. */
export function figures(): string {
  const parts = subjects.map(([of, title]) =>
    section(
      title,
      figureRegistry.filter((figure) => figure.of === of),
    ),
  )
  return `${[head, ...parts].join('\n\n')}\n`
}

const head = `# Figures 指标口径

Written by \`npm run generate\` from the definitions that the program computes with; \`GET /api/v1/dashboards/figures\` answers them.
A version is raised when a figure comes to something else for the same inputs. What is not known is null and counted, never 0.

Every answer names what the figure is measured against: where that was taken from, up to which day, and of one project the
version of its baseline; of many projects each has its own, as it stands at the log positions of the answer. A sum, a count or
an observation (such as physical %) is measured against nothing, so it has no target. Target lines of programmes name their
programme, its version and their own cut-off. 每个答复写明所对照的目标：取自何处、算至哪一天；单个项目的，写明基准计划版本；多个项目的，
各按其自身在答复所示日志位置上的版本。合计、计数与观测值（如形象进度）不与任何目标对照，故无目标。`

function section(title: string, found: readonly RegisteredFigure[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const columns = ['id', 'version', 'unit', '名称 / name', '口径 / definition', 'denominator', 'target', 'source']
  const rows = found.map(({ id, version, unit, name, definition, denominatorIs, target, source }) =>
    line([
      `\`${id}\``,
      String(version),
      unit,
      `${name.zh}<br>${name.en}`,
      `${definition.zh}<br>${definition.en}`,
      denominatorIs ?? '–',
      target ? `${said(target, 'zh')}<br>${said(target, 'en')}` : '–',
      source ?? '–',
    ]),
  )
  return [`## ${title}`, '', line(columns), line(columns.map(() => '---')), ...rows].join('\n')
}

function said({ from, until }: FigureTarget, language: 'zh' | 'en'): string {
  return `${targetSources[from][language]}${language === 'zh' ? '，' : ', '}${targetUntils[until][language]}`
}
