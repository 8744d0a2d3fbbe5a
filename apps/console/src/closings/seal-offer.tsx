import { Problem } from '../api/problem.js'
import { FailureText } from '../app/states.js'
import { useSubmission } from '../forms/use-submission.js'
import { useWords } from '../i18n/index.js'
import { useMay } from '../session/session.js'

interface Sealed {
  readonly number: number
}

/** Where facts that count are not sealed yet, who may need not wait until they are. */
export function SealOffer({ error }: { readonly error: unknown }) {
  const may = useMay('audit.seal')
  const service = error instanceof Problem && error.body.slug === 'facts-unsealed' && error.body.figures?.service
  return may && typeof service === 'string' ? <Offer key={service} service={service} /> : null
}

function Offer({ service }: { readonly service: string }) {
  const { t } = useWords()
  const sealing = useSubmission<Sealed>(`/${service}/checkpoints`)
  const { answer, error, isSending } = sealing
  return (
    <p className="actions">
      <button type="button" className="act" disabled={isSending} onClick={() => void sealing.submit({})}>
        {t('closing.seal', { service })}
      </button>
      <span role="status">
        {error !== undefined && <FailureText error={error} />}
        {answer && t('closing.sealed', { number: answer.number })}
      </span>
    </p>
  )
}
