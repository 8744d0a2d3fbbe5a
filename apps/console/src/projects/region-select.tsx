import { Select } from 'antd'
import { useWords } from '../i18n/index.js'
import { useRegionWay } from './region-tree.js'

interface RegionSelectProps {
  readonly value: string | undefined
  readonly onChange: (value: string | undefined) => void
}

/** One box for a tree: the list holds the way up from the chosen division, its neighbours when it has nothing below, and what is below. */
export function RegionSelect({ value, onChange }: RegionSelectProps) {
  const { t } = useWords()
  const way = useRegionWay(value)
  const above = way.flatMap(({ parent }) => parent ?? [])
  const below = way.at(-1)?.children ?? []
  const choices = below.length > 0 ? below : (way.at(-2)?.children ?? [])
  const path = above.map(({ name }) => name)
  const option = (code: string, name: string, depth: number) => ({ value: code, label: '　'.repeat(depth) + name })
  const depth = below.length > 0 ? above.length : Math.max(0, above.length - 1)
  const options = [
    ...above.slice(0, depth).map(({ code, name }, index) => option(code, name, index)),
    ...choices.map(({ code, name }) => option(code, name, depth)),
  ]
  const label = t('filter.region')
  return (
    <Select
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={260}
      aria-label={label}
      placeholder={label}
      className="filter filter-wide"
      value={value}
      labelRender={() => (path.length > 0 ? path.slice(-2).join(' / ') : value)}
      onChange={onChange}
      options={options}
    />
  )
}
