import { facilityGroups, facilityKinds } from '@zhuji/contracts'
import { Checkbox, Input, Select } from 'antd'
import { useEffect, useState } from 'react'
import { useSearchParams } from 'react-router'
import { filtersOf, withFilters } from '../figures/question.js'
import { useWords } from '../i18n/index.js'
import { idsIn, termOf } from '../i18n/terms.js'
import { RegionSelect } from './region-select.js'

/** The common limit for paid % ahead of physical %. */
const POINTS_AHEAD = '30'

export type FilterControl = 'region' | 'facility' | 'stage' | 'status' | 'alert' | 'moneyAhead' | 'search'

/** The one filter bar. It writes the address and nothing else; whoever shows data reads the address. */
export function FilterBar({ names }: { readonly names: readonly FilterControl[] }) {
  const { t } = useWords()
  const [search, setSearch] = useSearchParams()
  const filters = filtersOf(search)
  const change = (changes: Readonly<Record<string, string | undefined>>) =>
    setSearch((before) => withFilters(before, changes), { replace: true })
  const shows = (name: FilterControl) => names.includes(name)
  const { knownOn: _k, asOf: _a, ...narrowing } = filters
  const isNarrowed = Object.keys(narrowing).length > 0
  const clear = () => change(Object.fromEntries(Object.keys(narrowing).map((name) => [name, undefined])))
  return (
    <search className="filters" aria-label={t('filter.title')}>
      {shows('search') && <SearchBox value={filters.q ?? ''} onChange={(q) => change({ q })} />}
      {shows('region') && <RegionSelect value={filters.region} onChange={(region) => change({ region })} />}
      {shows('facility') && <FacilitySelect filters={filters} onChange={change} />}
      {shows('stage') && <TermSelect name="stage" value={filters.stage} onChange={(stage) => change({ stage })} />}
      {shows('status') && <TermSelect name="status" value={filters.status} onChange={(status) => change({ status })} />}
      {shows('alert') && <AlertSelect value={filters.alert} onChange={(alert) => change({ alert })} />}
      {shows('moneyAhead') && (
        <Checkbox
          checked={filters.moneyAhead !== undefined}
          onChange={(event) => change({ moneyAhead: event.target.checked ? POINTS_AHEAD : undefined })}
        >
          {t('filter.moneyAhead')}
        </Checkbox>
      )}
      {isNarrowed && (
        <button type="button" className="quiet strong" onClick={clear}>
          {t('action.clear')}
        </button>
      )}
    </search>
  )
}

interface ChoiceProps {
  readonly value: string | undefined
  readonly onChange: (value: string | undefined) => void
}

const vocabularyOf = { stage: 'stages', status: 'statuses' } as const

function TermSelect({ name, value, onChange }: ChoiceProps & { readonly name: keyof typeof vocabularyOf }) {
  const { t, say } = useWords()
  const vocabulary = vocabularyOf[name]
  const options = idsIn(vocabulary).map((id) => ({ value: id, label: say(termOf(vocabulary, id)) }))
  const label = t(`filter.${name}`)
  return (
    <Select allowClear aria-label={label} placeholder={label} className="filter" {...{ value, onChange, options }} />
  )
}

function AlertSelect({ value, onChange }: ChoiceProps) {
  const { t, say } = useWords()
  const options = [
    { value: 'any', label: t('filter.anyLight') },
    ...idsIn('severities').map((id) => ({ value: id, label: say(termOf('severities', id)) })),
  ]
  const label = t('filter.alert')
  return (
    <Select allowClear aria-label={label} placeholder={label} className="filter" {...{ value, onChange, options }} />
  )
}

interface FacilitySelectProps {
  readonly filters: { readonly facilityGroup?: string; readonly facilityKind?: string }
  readonly onChange: (changes: { facilityGroup: string | undefined; facilityKind: string | undefined }) => void
}

/** Groups and their kinds in one list; a group is written `group/`. */
export function FacilitySelect({ filters: { facilityGroup, facilityKind }, onChange }: FacilitySelectProps) {
  const { t, say } = useWords()
  const options = Object.entries(facilityGroups).map(([group, term]) => ({
    label: say(term),
    options: [
      { value: `${group}/`, label: `${say(term)}（${t('action.all')}）` },
      ...Object.entries(facilityKinds)
        .filter(([, kind]) => kind.group === group)
        .map(([id, kind]) => ({ value: id, label: say(kind) })),
    ],
  }))
  const value = facilityKind ?? (facilityGroup ? `${facilityGroup}/` : undefined)
  const change = (chosen: string | undefined) =>
    onChange({
      facilityGroup: chosen?.endsWith('/') ? chosen.slice(0, -1) : undefined,
      facilityKind: chosen?.endsWith('/') ? undefined : chosen,
    })
  const label = t('filter.facility')
  return (
    <Select
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={240}
      aria-label={label}
      placeholder={label}
      className="filter filter-wide"
      value={value}
      onChange={change}
      options={options}
    />
  )
}

const TYPING_MS = 300

/** Follows the address, and writes it once the reader stops typing. */
function SearchBox({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const { t } = useWords()
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  useEffect(() => {
    if (text.trim() === value) return
    const timer = setTimeout(() => onChange(text.trim()), TYPING_MS)
    return () => clearTimeout(timer)
  })
  return (
    <Input
      allowClear
      type="search"
      className="filter filter-wide"
      aria-label={t('filter.search')}
      placeholder={t('filter.search')}
      value={text}
      onChange={(event) => setText(event.target.value)}
    />
  )
}
