import { PackageUnbundled, ProjectCancelled, ProjectRegistered, ProjectReinstated } from '@zhuji/contracts'
import { given } from '@zhuji/testing'
import { totalOf } from '../parts-total.js'
import { projectDecider } from '../project.js'
import { unbundle } from './unbundling.js'

const places = (amount: number) => [{ kind: 'school-places' as const, amount }]
const registration = {
  ...ProjectRegistered.examples[0]!,
  name: '三校打包项目',
  approvedBudgetFen: 120,
  capacity: places(1620),
}
const { projectId } = registration
const parts = [
  { projectId: '0198b9a0-0000-7000-8000-000000000004', approvedBudgetFen: 60, capacity: places(900) },
  { projectId: '0198b9a0-0000-7000-8000-000000000005', approvedBudgetFen: 40, capacity: places(720) },
]
const partIds = parts.map((part) => part.projectId)
const reason = '按校区分别建设'
const registered = ProjectRegistered(registration, '2026-01-15')
const left = { approvedBudgetFen: 20, capacity: [] }
const unbundled = PackageUnbundled({ projectId, partIds, reason, left }, '2026-03-01')

describe('a packaged project', () => {
  it('is taken apart into its parts and keeps what they leave, so that nothing counts twice', () => {
    const aPackage = given(projectDecider, [registered])
    aPackage.when((project) => unbundle(project, { parts, reason }, '2026-03-01')).then([unbundled])
    const { state } = given(projectDecider, [registered, unbundled])
    expect(state).toMatchObject({
      status: 'registered',
      registered: { ...registration, ...left },
      unbundledInto: partIds,
    })
  })

  it('is taken apart once, and stays so through a cancellation', () => {
    const again = [
      unbundled,
      ProjectCancelled({ projectId, reason }, '2026-04-01'),
      ProjectReinstated({ projectId, reason }, '2026-05-01'),
    ]
    given(projectDecider, [registered, ...again])
      .when((project) => unbundle(project, { parts, reason }, '2026-06-01'))
      .thenRefused('package-already-unbundled', { name: '三校打包项目', parts: 2 })
  })

  it('is no part of itself, and its parts cost no more than it does', () => {
    const aPackage = given(projectDecider, [registered])
    aPackage
      .when((project) => unbundle(project, { parts: [...parts, { projectId, capacity: [] }], reason }, '2026-03-01'))
      .thenRefused('part-is-the-package')
    const dear = [parts[0]!, { ...parts[1]!, approvedBudgetFen: 61 }]
    aPackage
      .when((project) => unbundle(project, { parts: dear, reason }, '2026-03-01'))
      .thenRefused('parts-above-package', { partsFen: 121, approvedBudgetFen: 120 })
  })

  it('is not taken apart before it is registered, nor once it is cancelled', () => {
    given(projectDecider)
      .when((project) => unbundle(project, { parts, reason }, '2026-03-01'))
      .thenRefused('project-unknown')
    given(projectDecider, [registered, ProjectCancelled({ projectId, reason }, '2026-02-01')])
      .when((project) => unbundle(project, { parts, reason }, '2026-03-01'))
      .thenRefused('project-cancelled')
  })
})

describe('the parts of a project together', () => {
  const part = (approvedBudgetFen: number | undefined, amount: number, status = 'registered') => {
    return { status, approvedBudgetFen, capacity: [{ kind: 'school-places' as const, amount }] }
  }

  it('are added up, and what is unknown of one is counted', () => {
    expect(totalOf([part(60, 900), part(undefined, 720), part(40, 300, 'cancelled')])).toEqual({
      projects: 2,
      approvedBudgetFen: 60,
      budgetsUnknown: 1,
      capacity: [{ kind: 'school-places', amount: 1620 }],
    })
  })

  it('come to an unknown budget while none of theirs is known', () => {
    expect(totalOf([part(undefined, 900)]).approvedBudgetFen).toBeNull()
  })
})
