import type { ReactNode } from 'react'
import { isDay, today } from '../figures/days.js'
import { DayField } from '../forms/day-field.js'
import { DocumentField, ReasonField } from '../forms/document-fields.js'
import { TrialForm } from '../forms/trial-form.js'
import { useDraft } from '../forms/use-draft.js'

interface ReversalFormProps {
  readonly path: string
  /** What is taken back, as its command names it. */
  readonly what: { readonly entryId: string } | { readonly paymentId: string }
  readonly nameOf?: (projectId: string) => string
  readonly onRecorded: () => void
  /** What is taken back, as its reader sees it. */
  readonly children: ReactNode
}

const fresh = () => ({ documentNumber: '', reason: '', occurredOn: today() })
const shown = ['documentNumber', 'reason', 'occurredOn']

/** 冲销: whole, with a document and a reason of its own, and after its trial. */
export function ReversalForm({ path, what, nameOf, onRecorded, children }: ReversalFormProps) {
  const { draft, change, discard } = useDraft(`reversal.${Object.values(what).join()}`, fresh())
  const said = { documentNumber: draft.documentNumber.trim(), reason: draft.reason.trim() }
  const isComplete = !Object.values(said).includes('') && isDay(draft.occurredOn)
  return (
    <TrialForm
      path={path}
      body={isComplete ? { ...what, ...said, occurredOn: draft.occurredOn } : undefined}
      shown={shown}
      nameOf={nameOf}
      onRecorded={() => (discard(), onRecorded())}
    >
      {(faults) => (
        <>
          {children}
          <DocumentField draft={draft} change={change} faults={faults} />
          <ReasonField draft={draft} change={change} faults={faults} />
          <DayField
            value={draft.occurredOn}
            fault={faults.occurredOn}
            onChange={(occurredOn) => change({ occurredOn })}
          />
        </>
      )}
    </TrialForm>
  )
}
