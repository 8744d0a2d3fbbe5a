import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useParams } from 'react-router'
import { read } from '../api/http.js'
import { FailureText, Waiting } from '../app/states.js'
import { useTitle } from '../app/use-title.js'
import { instantText } from '../figures/days.js'
import { useWords } from '../i18n/index.js'
import { CutLine } from './cut-line.js'
import { FigureDifferences } from './differences.js'
import type { BulletinDocument, FigureValue, Part, PublishedIssue } from './closing-types.js'
import { figureText } from './figure-text.js'
import { LineDifferences, LinesTable } from './target-lines.js'
import './closings.css'

interface Rerun {
  readonly equal: boolean
  readonly differences: readonly { readonly path: string }[]
}

/** An issue as a paper: what was published, nothing of today. */
export function IssuePage() {
  const { t, say } = useWords()
  const { bulletinId = '', number = '' } = useParams()
  const path = `/dashboards/bulletins/${bulletinId}/issues/${number}`
  const { data, error, refetch } = useQuery({
    queryKey: ['bulletins', bulletinId, number],
    queryFn: ({ signal }) => read<PublishedIssue>(path, { signal }),
  })
  const document = useMemo(() => data && (JSON.parse(data.document) as BulletinDocument), [data])
  useTitle(document ? say(document.bulletin.title) : t('nav.closings'))
  if (!data || !document) return <Waiting error={error} onRetry={refetch} />
  return (
    <>
      <Toolbar path={path} />
      <Paper document={document} issue={data} />
    </>
  )
}

function Toolbar({ path }: { readonly path: string }) {
  const { t } = useWords()
  const rerun = useQuery({
    queryKey: [path, 'rerun'],
    queryFn: ({ signal }) => read<Rerun>(`${path}/rerun`, { signal }),
    enabled: false,
  })
  return (
    <div className="actions">
      <button type="button" className="act" onClick={() => window.print()}>
        {t('closing.print')}
      </button>
      <button type="button" className="act" disabled={rerun.isFetching} onClick={() => void rerun.refetch()}>
        {t('closing.rerun')}
      </button>
      <span role="status">
        {rerun.error && <FailureText error={rerun.error} />}
        {rerun.data?.equal === true && <span className="good">{t('closing.equal')}</span>}
        {rerun.data?.equal === false && (
          <span className="warn">{t('closing.unequal', { path: rerun.data.differences[0]?.path })}</span>
        )}
      </span>
    </div>
  )
}

interface PaperProps {
  readonly document: BulletinDocument
  /** Missing where it is not published. */
  readonly issue?: Pick<PublishedIssue, 'issuedBy' | 'issuedAt' | 'sha256'>
}

export function Paper({ document, issue }: PaperProps) {
  const { t, say, language } = useWords()
  const { bulletin, month, number, parts, lines, restates, cut } = document
  const groups = [...new Set(parts.map(({ by }) => by))]
  return (
    <article className="paper">
      <header>
        <h1>{say(bulletin.title)}</h1>
        <p className="paper-number">{t('closing.issueOf', { month, number })}</p>
        {bulletin.filters.regionName && <p className="paper-number">{bulletin.filters.regionName}</p>}
      </header>
      {restates && (
        <p className="paper-restates">
          {t('closing.restates', { number: restates.number })}：{restates.reason}
        </p>
      )}
      {groups.map((by) => (
        <PartsTable key={by} by={by} parts={parts.filter((part) => part.by === by)} />
      ))}
      {lines.length > 0 && <LinesTable lines={lines} />}
      {restates && <Restated document={document} />}
      <footer>
        <CutLine cut={cut} />
        {issue && (
          <p>
            {t('closing.issuedBy', { person: issue.issuedBy, day: instantText(issue.issuedAt, language) })}
            <br />
            SHA-256 <code>{issue.sha256}</code>
          </p>
        )}
        {!issue && <p className="strong">{t('closing.notPublished')}</p>}
      </footer>
    </article>
  )
}

/** What a restatement tells otherwise than the issue before. */
function Restated({ document }: { readonly document: BulletinDocument }) {
  const { t, say } = useWords()
  const { parts } = document
  const units = new Map(parts.map(({ figure, unit }) => [figure, unit]))
  const figures = (document.differences ?? []).map((each) => ({
    ...each,
    unit: units.get(each.figure) ?? '',
    place: say(each.placeName),
  }))
  const lines = document.lineDifferences ?? []
  return (
    <>
      {figures.length > 0 && (
        <section>
          <h2>{t('closing.differences')}</h2>
          <FigureDifferences differences={figures} />
        </section>
      )}
      {lines.length > 0 && (
        <section>
          <h2>{t('closing.lineDifferences')}</h2>
          <LineDifferences differences={lines} />
        </section>
      )}
    </>
  )
}

function PartsTable({ by, parts }: { readonly by: string; readonly parts: readonly Part[] }) {
  const { t, say, language } = useWords()
  const places = new Map(parts.flatMap(({ rows }) => rows.map(({ place, placeName }) => [place, placeName] as const)))
  return (
    <section>
      <h2>{t(`closing.by.${by as 'total'}`)}</h2>
      <table className="grid">
        <caption>{t('closing.moneyUnit')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('closing.place')}</th>
            {parts.map(({ figure, name }) => (
              <th key={figure} scope="col" className="number">
                {say(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...places].map(([place, name]) => (
            <tr key={place}>
              <th scope="row">{say(name)}</th>
              {parts.map(({ figure, unit, partsUnit, rows }) => {
                const row = rows.find((each) => each.place === place)
                return (
                  <td key={figure} className="number">
                    {figureText(row?.value ?? null, unit, language)}
                    {row && row.denominator !== null && <Fraction row={row} unit={partsUnit} />}
                    {row && row.unknown > 0 && (
                      <small className="muted block">{t('closing.unknown', { count: row.unknown })}</small>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Fraction({ row: { numerator, denominator }, unit }: { readonly row: FigureValue; readonly unit: string }) {
  const { language } = useWords()
  return (
    <small className="muted block">
      {figureText(numerator, unit, language)} / {figureText(denominator, unit, language)}
    </small>
  )
}
