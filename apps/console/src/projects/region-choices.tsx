import { useState } from 'react'
import { useWords } from '../i18n/index.js'
import { RegionSelect } from './region-select.js'

interface RegionChoicesProps {
  readonly id: string
  readonly value: readonly string[]
  readonly onChange: (value: readonly string[]) => void
}

/** Several divisions, walked to one by one: a division stands for everything below it. */
export function RegionChoices({ id, value, onChange }: RegionChoicesProps) {
  const { t } = useWords()
  const [candidate, setCandidate] = useState<string>()
  const add = () => {
    if (candidate && !value.includes(candidate)) onChange([...value, candidate])
    setCandidate(undefined)
  }
  return (
    <div id={id} className="region-choices">
      {value.map((code) => (
        <button
          key={code}
          type="button"
          className="act"
          onClick={() => onChange(value.filter((one) => one !== code))}
          aria-label={`${t('action.remove')} ${code}`}
        >
          {code} ✕
        </button>
      ))}
      <span className="joined">
        <RegionSelect value={candidate} onChange={setCandidate} />
        <button type="button" className="act" disabled={!candidate} onClick={add}>
          ＋
        </button>
      </span>
    </div>
  )
}
