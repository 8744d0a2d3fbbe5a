import { RedIcon, YellowIcon } from '../app/icons.js'
import type { Lights } from '../api/types.js'
import { useWords } from '../i18n/index.js'
import { termOf } from '../i18n/terms.js'

/** A light by shape and word, never by colour alone. */
export function Light({ severity, number }: { readonly severity: 'yellow' | 'red'; readonly number?: number }) {
  const { say } = useWords()
  const word = say(termOf('severities', severity))
  return (
    <span className={`light light-${severity}`} title={word}>
      {severity === 'red' ? <RedIcon /> : <YellowIcon />}
      <span className={number === undefined ? '' : 'unseen'}>{word}</span>
      {number}
    </span>
  )
}

export function LightCounts({ lights }: { readonly lights: Lights }) {
  return (
    <span className="lights">
      {lights.red > 0 && <Light severity="red" number={lights.red} />}
      {lights.yellow > 0 && <Light severity="yellow" number={lights.yellow} />}
    </span>
  )
}

interface StandingProps {
  readonly stage: string
  readonly status: string
  readonly halt: string | null
  readonly procedure: string | null
}

/** The stage stays beside a halt and a running procedure: a stopped site that is tendered again shows all three. */
export function Standing({ stage, status, halt, procedure }: StandingProps) {
  const { say } = useWords()
  const side = [halt && say(termOf('halts', halt)), procedure && say(termOf('procedures', procedure))].filter(Boolean)
  return (
    <span className="standing">
      <span className="stage">{say(termOf('stages', stage))}</span>
      {side.length > 0 && <span className="tag tag-halted">{side.join(' · ')}</span>}
      {side.length === 0 && <span className={`tag tag-${status}`}>{say(termOf('statuses', status))}</span>}
    </span>
  )
}
