import { figureRegistry, type RegisteredFigure } from '@zhuji/dashboards'

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
A version is raised when a figure comes to something else for the same inputs. What is not known is null and counted, never 0.`

function section(title: string, found: readonly RegisteredFigure[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const columns = ['id', 'version', 'unit', '名称 / name', '口径 / definition', 'denominator', 'source']
  const rows = found.map(({ id, version, unit, name, definition, denominatorIs, source }) =>
    line([
      `\`${id}\``,
      String(version),
      unit,
      `${name.zh}<br>${name.en}`,
      `${definition.zh}<br>${definition.en}`,
      denominatorIs ?? '–',
      source ?? '–',
    ]),
  )
  return [`## ${title}`, '', line(columns), line(columns.map(() => '---')), ...rows].join('\n')
}
