import { useSearchParams } from 'react-router'
import { useDividedRegions } from '../api/hooks.js'
import type { Cell, Summary } from '../api/types.js'
import { type Filters, withFilters } from '../figures/question.js'
import { useWords } from '../i18n/index.js'
import { termOf } from '../i18n/terms.js'
import { BreakdownTable, type Group } from './breakdown-table.js'

interface BreakdownProps {
  readonly summary: Summary
  readonly filters: Filters
}

const notEmpty = ({ cell }: { cell: Cell }) => cell.projects > 0

/** The same figures by facility and by place. Opening a row narrows the whole page to it. */
export function Breakdown({ summary, filters }: BreakdownProps) {
  const { t, say } = useWords()
  const [, setSearch] = useSearchParams()
  const isNarrow = filters.facilityGroup !== undefined || filters.facilityKind !== undefined
  const facilities: Group[] = (isNarrow ? summary.byFacilityKind : summary.byFacilityGroup).map(({ id, ...cell }) => ({
    id,
    name: say(termOf(isNarrow ? 'facilityKinds' : 'facilityGroups', id)),
    cell,
    filter: isNarrow ? { facilityKind: id } : { facilityGroup: id },
  }))
  const regions: Group[] = useDividedRegions(filters, summary).map(({ code, name, ...cell }) => ({
    id: code,
    name,
    cell,
    filter: { region: code },
  }))
  const drill = (filter: Filters) => setSearch((before) => withFilters(before, filter))
  return (
    <>
      <BreakdownTable title={t('overview.byFacility')} groups={facilities.filter(notEmpty)} {...{ filters, drill }} />
      {regions.some(notEmpty) && (
        <BreakdownTable title={t('overview.byRegion')} groups={regions.filter(notEmpty)} {...{ filters, drill }} />
      )}
    </>
  )
}
