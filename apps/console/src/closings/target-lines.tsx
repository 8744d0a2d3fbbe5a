import { useWords } from '../i18n/index.js'
import type { DocumentLine, LineDifference } from './closing-types.js'
import { DifferencesTable } from './differences.js'
import { figureText } from './figure-text.js'
import { lineWords } from './line-choice.js'

/** What target lines of programmes came to. */
export function LinesTable({ lines }: { readonly lines: readonly DocumentLine[] }) {
  const words = useWords()
  const { t, language } = words
  return (
    <section>
      <h2>{t('closing.lines')}</h2>
      <table className="grid">
        <caption>{t('closing.moneyUnit')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('programme.name')}</th>
            <th scope="col" className="number">
              {t('programme.base')}
            </th>
            <th scope="col" className="number">
              {t('closing.achieved')}
            </th>
            <th scope="col" className="number">
              {t('closing.attainment')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => {
            const { programme, target, figures } = line
            return (
              <tr key={`${programme} ${target.lineId}`}>
                <th scope="row">
                  {programme}
                  <small className="muted block">{lineText(line, words)}</small>
                </th>
                <td className="number">{figureText(figures.base.target, target.unit, language)}</td>
                <td className="number">{figureText(figures.value, target.unit, language)}</td>
                <td className="number">{figureText(figures.base.attainmentPercent, 'percent', language)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

/** Target lines that a restatement tells otherwise. */
export function LineDifferences({ differences }: { readonly differences: readonly LineDifference[] }) {
  const words = useWords()
  const { t } = words
  const rows = differences.map(({ before, after, events }) => ({
    name: after.programme,
    of: lineText(after, words),
    before: <Achieved line={before} />,
    after: <Achieved line={after} />,
    events,
    because: t('closing.otherVersion', { before: before.target.version, after: after.target.version }),
  }))
  return <DifferencesTable label={t('closing.lines')} rows={rows} />
}

/** Achieved of the base target, and the attainment. */
function Achieved({ line: { target, figures } }: { readonly line: DocumentLine }) {
  const { language } = useWords()
  const text = (value: number | null) => figureText(value, target.unit, language)
  return (
    <>
      {text(figures.value)} / {text(figures.base.target)}
      <small className="muted block">{figureText(figures.base.attainmentPercent, 'percent', language)}</small>
    </>
  )
}

type Words = Pick<ReturnType<typeof useWords>, 't' | 'say'>

function lineText({ target }: DocumentLine, words: Words): string {
  const { t } = words
  const { cutOffOn, version } = target
  return [lineWords(target, words), t('programme.cutOff', { day: cutOffOn }), t('closing.version', { version })].join(
    ' · ',
  )
}
