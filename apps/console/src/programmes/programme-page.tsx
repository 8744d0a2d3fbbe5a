import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { read } from '../api/http.js'
import { ClocksControl, useClocks } from '../app/clocks.js'
import { Waiting } from '../app/states.js'
import { useTitle } from '../app/use-title.js'
import { useWords } from '../i18n/index.js'
import { useMay } from '../session/session.js'
import { LineMembers } from './line-members.js'
import type { ProgrammeFigures } from './programme-types.js'
import { TargetPanel } from './target-panel.js'
import './programmes.css'

/** Every line of a programme against its targets; a line opens into the projects behind it. */
export function ProgrammePage() {
  const { t } = useWords()
  const { programmeId = '' } = useParams()
  const clocks = useClocks()
  const mayRevise = useMay('registry.issue-programme') && !clocks.asOf && !clocks.knownOn
  const [opened, open] = useState<string>()
  const { data, error, refetch } = useQuery({
    queryKey: ['programmes', programmeId, clocks],
    queryFn: ({ signal }) =>
      read<ProgrammeFigures>(`/dashboards/programmes/${programmeId}`, { query: { ...clocks }, signal }),
    placeholderData: keepPreviousData,
  })
  useTitle(data?.name ?? t('nav.programmes'))
  if (!data) return <Waiting error={error} onRetry={refetch} />
  const { name, issuer, period, version, occurredOn, isPartial, targets } = data
  return (
    <>
      <div className="page-head">
        <h1>{name}</h1>
        <ClocksControl />
        {mayRevise && (
          <nav className="actions">
            <Link to="revise" className="act">
              {t('programmeForm.revise')}
            </Link>
          </nav>
        )}
      </div>
      <p className="muted">
        {issuer.name} · {period.from} – {period.to} · {t('programme.versionOf', { version, day: occurredOn })}
      </p>
      {isPartial && <p className="hint">{t('programme.partial')}</p>}
      {targets.map((target) => {
        const { lineId } = target.line
        const isOpen = opened === lineId
        return (
          <TargetPanel key={lineId} target={target} isOpen={isOpen} onToggle={() => open(isOpen ? undefined : lineId)}>
            {isOpen && <LineMembers programmeId={programmeId} line={target.line} clocks={clocks} />}
          </TargetPanel>
        )
      })}
    </>
  )
}
