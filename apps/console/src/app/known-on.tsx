import { useId } from 'react'
import { useSearchParams } from 'react-router'
import { isDay, today } from '../figures/days.js'
import { useWords } from '../i18n/index.js'

const PARAMETER = 'knownOn'

/** The day whose knowledge is shown; undefined is now. Part of the address, so a view of the past can be sent on. */
export function useKnownOn(): string | undefined {
  const [search] = useSearchParams()
  const day = search.get(PARAMETER) ?? ''
  return isDay(day) ? day : undefined
}

export function KnownOnControl() {
  const { t } = useWords()
  const id = useId()
  const day = useKnownOn()
  const [, setSearch] = useSearchParams()
  const change = (value: string) =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before)
        after.delete('cursor')
        if (isDay(value)) after.set(PARAMETER, value)
        else after.delete(PARAMETER)
        return after
      },
      { replace: true },
    )
  return (
    <span className="known-on">
      <label htmlFor={id}>{t('knownOn.label')}</label>
      <input id={id} type="date" max={today()} value={day ?? ''} onChange={(event) => change(event.target.value)} />
      {day ? (
        <button type="button" className="quiet" onClick={() => change('')}>
          {t('knownOn.back')}
        </button>
      ) : (
        <span className="muted">{t('knownOn.now')}</span>
      )}
    </span>
  )
}

export function KnownOnBanner() {
  const { t } = useWords()
  const day = useKnownOn()
  if (!day) return null
  return (
    <p className="known-on-banner" role="status">
      {t('knownOn.banner', { day })}
    </p>
  )
}
