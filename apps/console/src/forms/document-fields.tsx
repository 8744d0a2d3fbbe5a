import { useWords } from '../i18n/index.js'
import { TextField } from './day-field.js'

interface DocumentFieldProps<Draft> {
  readonly draft: Draft
  readonly change: (changes: Draft) => void
  readonly faults: Readonly<Record<string, string>>
}

/** The document behind what is recorded: its number counts once. */
export function DocumentField({ draft, change, faults }: DocumentFieldProps<{ readonly documentNumber: string }>) {
  const { t } = useWords()
  return (
    <TextField
      name="documentNumber"
      label={t('entry.document')}
      hint={t('entry.documentHint')}
      fault={faults.documentNumber}
      value={draft.documentNumber}
      onChange={(documentNumber) => change({ documentNumber })}
    />
  )
}

/** A payment that looks like another one is refused as a copy of it until it says why it is none. */
export function DistinctField({ draft, change, faults }: DocumentFieldProps<{ readonly distinct: string }>) {
  const { t } = useWords()
  return (
    <TextField
      optional
      name="distinct"
      label={t('money.distinct')}
      hint={t('money.distinctHint')}
      fault={faults.distinct}
      value={draft.distinct}
      onChange={(distinct) => change({ distinct })}
    />
  )
}

/** Why something that was recorded becomes another one. */
export function ReasonField({ draft, change, faults }: DocumentFieldProps<{ readonly reason: string }>) {
  const { t } = useWords()
  return (
    <TextField
      isLong
      name="reason"
      label={t('money.reason')}
      fault={faults.reason}
      value={draft.reason}
      onChange={(reason) => change({ reason })}
    />
  )
}
