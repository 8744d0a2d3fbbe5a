import { capacityKinds } from '@zhuji/contracts'
import type { ReactNode } from 'react'
import type { ProjectDetail } from '../api/types.js'
import { dayText } from '../figures/days.js'
import { count } from '../figures/numbers.js'
import { Money } from '../figures/quantity.js'
import { useWords } from '../i18n/index.js'
import { termOf } from '../i18n/terms.js'

export function Facts({ project }: { readonly project: ProjectDetail }) {
  const { t, say } = useWords()
  const { capacity, region, nationalCodes, responsiblePerson, address } = project
  const path = region.path.length > 0 ? region.path.map(({ name }) => name).join(' / ') : region.name
  const offered = capacity.map(({ kind, amount }) => {
    const term = capacityKinds[kind]
    return `${say(term)} ${count(amount)} ${say(term.unit)}`
  })
  return (
    <section className="panel">
      <h2>{t('project.facts')}</h2>
      <dl className="facts">
        <Fact name={t('project.kind')}>{say(termOf('facilityKinds', project.facilityKind))}</Fact>
        <Fact name={t('project.region')}>{path}</Fact>
        <Fact name={t('project.unit')}>{project.ownerUnit.name}</Fact>
        {responsiblePerson && <Fact name={t('project.person')}>{responsiblePerson}</Fact>}
        {address && <Fact name={t('project.address')}>{address}</Fact>}
        {offered.length > 0 && <Fact name={t('project.capacity')}>{offered.join('；')}</Fact>}
        <Fact name={t('project.budget')}>
          <Money fen={project.approvedBudgetFen} />
        </Fact>
        <Fact name={t('project.plannedStart')}>{dayText(project.plannedStartOn)}</Fact>
        <Fact name={t('project.need')}>{dayText(project.needOn)}</Fact>
        <Fact name={t('project.registered')}>{dayText(project.registeredOn)}</Fact>
        {nationalCodes.length > 0 && <Fact name={t('project.code')}>{nationalCodes.join(' ')}</Fact>}
      </dl>
    </section>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}
