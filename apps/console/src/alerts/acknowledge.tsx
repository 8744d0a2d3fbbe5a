import { useState } from 'react'
import type { Receipt } from '../api/types.js'
import { today } from '../figures/days.js'
import { TextField } from '../forms/day-field.js'
import { FormFailure } from '../forms/form-page.js'
import { useSubmission } from '../forms/use-submission.js'
import { useWords } from '../i18n/index.js'

export function Acknowledge({ alertId }: { readonly alertId: string }) {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState('')
  const { isSending, faults, error, submit } = useSubmission<Receipt>(`/alerts/${alertId}/acknowledgement`)
  if (!isOpen) {
    return (
      <button type="button" className="act" onClick={() => setOpen(true)}>
        {t('alerts.acknowledge')}
      </button>
    )
  }
  const send = async () => {
    const words = text.trim() === '' ? {} : { text: text.trim() }
    if (await submit({ occurredOn: today(), ...words })) setOpen(false)
  }
  return (
    <form
      className="acknowledge"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <TextField
        optional
        isLong
        name="text"
        label={t('alerts.acknowledgeText')}
        value={text}
        fault={faults.text}
        onChange={setText}
      />
      <FormFailure error={error} shown={['text']} />
      <button type="submit" className="act primary" disabled={isSending}>
        {isSending ? t('form.sending') : t('alerts.acknowledge')}
      </button>{' '}
      <button type="button" className="act" onClick={() => setOpen(false)}>
        {t('action.cancel')}
      </button>
    </form>
  )
}
