import { useId } from 'react'
import { useSearchParams } from 'react-router'
import { isDay, today } from '../figures/days.js'
import { useWords } from '../i18n/index.js'

/** Both days of a view; undefined is now. Parts of the address, so a view of the past can be sent on. */
export interface Clocks {
  /** The business day that is shown. */
  readonly asOf: string | undefined
  /** The day whose knowledge is shown. */
  readonly knownOn: string | undefined
}

const clockNames = ['asOf', 'knownOn'] as const satisfies readonly (keyof Clocks)[]

export function useClocks(): Clocks {
  const [search] = useSearchParams()
  const dayOf = (name: keyof Clocks) => {
    const day = search.get(name) ?? ''
    return isDay(day) ? day : undefined
  }
  return { asOf: dayOf('asOf'), knownOn: dayOf('knownOn') }
}

export function ClocksControl() {
  const { t } = useWords()
  const id = useId()
  const clocks = useClocks()
  const [, setSearch] = useSearchParams()
  const change = (days: Partial<Record<keyof Clocks, string>>) =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before)
        after.delete('cursor')
        for (const [name, day] of Object.entries(days)) {
          if (isDay(day)) after.set(name, day)
          else after.delete(name)
        }
        return after
      },
      { replace: true },
    )
  return (
    <span className="clocks">
      {clockNames.map((name) => (
        <span key={name}>
          <label htmlFor={`${id}${name}`}>{t(`clocks.${name}`)}</label>{' '}
          <input
            id={`${id}${name}`}
            type="date"
            max={today()}
            value={clocks[name] ?? ''}
            onChange={(event) => change({ [name]: event.target.value })}
          />
        </span>
      ))}
      {clocks.asOf || clocks.knownOn ? (
        <button type="button" className="quiet" onClick={() => change({ asOf: '', knownOn: '' })}>
          {t('clocks.back')}
        </button>
      ) : (
        <span className="muted">{t('clocks.now')}</span>
      )}
    </span>
  )
}

export function ClocksBanner() {
  const { t } = useWords()
  const { asOf, knownOn } = useClocks()
  if (!asOf && !knownOn) return null
  const knowledge = knownOn ? t('clocks.knownOnShown', { knownOn }) : t('clocks.knownNow')
  return (
    <p className="clocks-banner" role="status">
      {asOf && `${t('clocks.asOfShown', { asOf })} `}
      {knowledge}
    </p>
  )
}
