import { useState } from 'react'
import type { Subscription } from '../api/alert-types.js'
import { TextField } from '../forms/day-field.js'
import { Field } from '../forms/field.js'
import { FormFailure } from '../forms/form-page.js'
import { TermChoices } from '../forms/term-choices.js'
import { type Submission, useSubmission } from '../forms/use-submission.js'
import { useWords } from '../i18n/index.js'
import { RegionChoices } from '../projects/region-choices.js'
import { SecretOnce } from './secret-once.js'

const fresh = {
  name: '',
  regions: [] as readonly string[],
  facilityKinds: [] as readonly string[],
  measures: [] as readonly string[],
  severities: [] as readonly string[],
  kind: 'live' as 'live' | 'webhook',
  url: '',
}
type Draft = typeof fresh

export function SubscriptionForm() {
  const { t } = useWords()
  const [draft, setDraft] = useState(fresh)
  const submission = useSubmission<Subscription>('/alerts/subscriptions')
  const { answer, error, isSending, submit, reset } = submission
  const isReady = draft.name.trim() !== '' && (draft.kind === 'live' || draft.url.trim() !== '')
  const send = async () => {
    const { kind, url, name, ...filter } = draft
    const channel = kind === 'live' ? { kind } : { kind, url: url.trim() }
    if (await submit({ name: name.trim(), ...filter, channel })) setDraft(fresh)
  }
  return (
    <section className="panel">
      <h2>{t('subscriptions.create')}</h2>
      {answer && <SecretOnce subscription={answer} onDone={reset} />}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady) void send()
        }}
      >
        <Fields draft={draft} change={(changes) => setDraft({ ...draft, ...changes })} submission={submission} />
        <FormFailure error={error} shown={['name', 'regions', 'channel', 'url']} />
        <button type="submit" className="act primary large" disabled={!isReady || isSending}>
          {isSending ? t('form.sending') : t('subscriptions.create')}
        </button>
      </form>
    </section>
  )
}

interface FieldsProps {
  readonly draft: Draft
  readonly change: (changes: Partial<Draft>) => void
  readonly submission: Submission<Subscription>
}

function Fields({ draft, change, submission: { faults } }: FieldsProps) {
  const { t } = useWords()
  return (
    <>
      <TextField
        name="name"
        label={t('subscriptions.name')}
        value={draft.name}
        fault={faults.name}
        onChange={(name) => change({ name })}
      />
      <Field optional name="regions" label={t('subscriptions.regions')} fault={faults.regions}>
        {({ id }) => <RegionChoices id={id} value={draft.regions} onChange={(regions) => change({ regions })} />}
      </Field>
      <TermChoices
        name="facilityKinds"
        vocabulary="facilityKinds"
        label={t('subscriptions.kinds')}
        value={draft.facilityKinds}
        onChange={(facilityKinds) => change({ facilityKinds })}
      />
      <TermChoices
        name="measures"
        vocabulary="ruleMeasures"
        label={t('subscriptions.measures')}
        value={draft.measures}
        onChange={(measures) => change({ measures })}
      />
      <TermChoices
        name="severities"
        vocabulary="severities"
        label={t('subscriptions.severities')}
        value={draft.severities}
        onChange={(severities) => change({ severities })}
      />
      <fieldset className="choices row">
        <legend>{t('subscriptions.channel')}</legend>
        {(['live', 'webhook'] as const).map((kind) => (
          <label key={kind} className={draft.kind === kind ? 'choice chosen' : 'choice'}>
            <input type="radio" name="channel" checked={draft.kind === kind} onChange={() => change({ kind })} />
            <span>{t(`subscriptions.${kind}`)}</span>
          </label>
        ))}
      </fieldset>
      {draft.kind === 'webhook' && (
        <TextField
          type="url"
          name="channel"
          label={t('subscriptions.url')}
          hint={t('subscriptions.urlHint')}
          value={draft.url}
          fault={faults.channel ?? faults.url}
          onChange={(url) => change({ url })}
        />
      )}
    </>
  )
}
