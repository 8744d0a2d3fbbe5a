import { useQuery } from '@tanstack/react-query'
import { Link, Navigate, useParams } from 'react-router'
import { read } from '../api/http.js'
import type { Receipt } from '../api/types.js'
import { Waiting } from '../app/states.js'
import { useTitle } from '../app/use-title.js'
import { TextField } from '../forms/day-field.js'
import { FormFailure, Submit } from '../forms/form-page.js'
import { useDraft } from '../forms/use-draft.js'
import { useSubmission } from '../forms/use-submission.js'
import { useWords } from '../i18n/index.js'
import { FacilitySelect } from '../projects/filter-bar.js'
import { RegionSelect } from '../projects/region-select.js'
import { useMay } from '../session/session.js'
import { type BulletinDraft, draftOf, emptyBulletin, readBulletin } from './bulletin-draft.js'
import type { BulletinHead } from './closing-types.js'
import { LineChoice } from './line-choice.js'
import { PartChoice } from './part-choice.js'
import './closings.css'

export function useBulletin(bulletinId: string | undefined) {
  return useQuery({
    queryKey: ['bulletins', bulletinId],
    queryFn: ({ signal }) => read<BulletinHead>(`/dashboards/bulletins/${bulletinId}`, { signal }),
    enabled: bulletinId !== undefined,
  })
}

/** Lays down what a bulletin shows each month, or changes it: a version more, which earlier issues do not take over. */
export function BulletinPage() {
  const { t } = useWords()
  const { bulletinId } = useParams()
  const may = useMay('dashboards.publish')
  const { data, error, refetch } = useBulletin(bulletinId)
  const title = bulletinId === undefined ? t('closing.define') : t('closing.redefine')
  useTitle(title)
  const form = () => {
    if (!may) return <p className="notice">{t('form.notAllowed')}</p>
    if (bulletinId !== undefined && !data) return <Waiting error={error} onRetry={refetch} />
    return <BulletinForm bulletin={data} />
  }
  return (
    <div className="form-page wide">
      <Link to="/closings" className="back">
        ← {t('nav.closings')}
      </Link>
      <h1>{title}</h1>
      {data && <p className="muted">{t('closing.redefineText', { version: data.definition.version })}</p>}
      {form()}
    </div>
  )
}

const shown = ['title', 'filters', 'parts', 'lines']

function BulletinForm({ bulletin }: { readonly bulletin: BulletinHead | undefined }) {
  const { t } = useWords()
  const known = bulletin?.definition
  const fresh = known ? draftOf(known) : emptyBulletin
  const { draft, change, wasRestored, discard } = useDraft(`bulletin.${known?.bulletinId ?? 'new'}`, fresh)
  const place = known ? `/${known.bulletinId}` : ''
  const defining = useSubmission<Receipt>(`/dashboards/bulletins${place}`, known ? 'PUT' : 'POST')
  const { faults, answer } = defining
  const body = readBulletin(draft)
  if (answer) return <Navigate to={`/bulletins/${answer.streamId.split('/')[1]}/issue`} replace />
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (body) void defining.submit(body).then((receipt) => receipt && discard())
      }}
    >
      {wasRestored && <p className="hint">{t('form.draft')}</p>}
      <div className="field-grid">
        <TextField
          name="title"
          label={t('closing.titleZh')}
          value={draft.zh}
          fault={faults.title}
          onChange={(zh) => change({ zh })}
        />
        <TextField name="titleEn" label={t('closing.titleEn')} value={draft.en} onChange={(en) => change({ en })} />
      </div>
      <RangeFields draft={draft} fault={faults.filters} change={change} />
      <PartChoice chosen={draft.parts} fault={faults.parts} onChange={(parts) => change({ parts })} />
      <LineChoice chosen={draft.lines} fault={faults.lines} onChange={(lines) => change({ lines })} />
      <FormFailure error={defining.error} shown={shown} />
      <Submit {...defining} isDisabled={!body} words={t('closing.save')} />
    </form>
  )
}

interface RangeFieldsProps {
  readonly draft: BulletinDraft
  readonly fault: string | undefined
  readonly change: (changes: Partial<BulletinDraft>) => void
}

function RangeFields({ draft: { region, facilityGroup, facilityKind }, fault, change }: RangeFieldsProps) {
  const { t } = useWords()
  return (
    <fieldset className="bulletin-part" data-field="filters">
      <legend>{t('closing.range')}</legend>
      <div className="filters">
        <RegionSelect value={region || undefined} onChange={(code) => change({ region: code ?? '' })} />
        <FacilitySelect
          filters={{ ...(facilityGroup && { facilityGroup }), ...(facilityKind && { facilityKind }) }}
          onChange={(chosen) =>
            change({ facilityGroup: chosen.facilityGroup ?? '', facilityKind: chosen.facilityKind ?? '' })
          }
        />
      </div>
      <p className="hint">{t('closing.rangeHint')}</p>
      {fault && (
        <p className="fault" role="alert">
          {fault}
        </p>
      )}
    </fieldset>
  )
}
