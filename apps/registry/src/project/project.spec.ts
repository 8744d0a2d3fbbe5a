import {
  CustodyMoved,
  ProjectCancelled,
  ProjectDetailsRevised,
  ProjectRegistered,
  ProjectReinstated,
} from '@zhuji/contracts'
import { given } from '@zhuji/testing'
import { cancel, moveCustody, projectDecider, register, reinstate, revise } from './project.js'

const registration = ProjectRegistered.examples[0]!
const { projectId, ownerUnit } = registration
const registered = ProjectRegistered(registration, '2026-01-15')
const cancelled = ProjectCancelled({ projectId, reason: '学区调整' }, '2026-03-01')
const works = { id: 'works-centre', name: '市重点工程建设中心' }

describe('a project nobody has registered', () => {
  it('is registered with everything that was said of it', () => {
    given(projectDecider)
      .when((project) => register(project, registration, '2026-01-15'))
      .then([registered])
  })

  it('is not registered with a need date before its planned start', () => {
    const hurried = { ...registration, plannedStartOn: '2026-03-01', needOn: '2026-02-28' }
    given(projectDecider)
      .when((project) => register(project, hurried, '2026-01-15'))
      .thenRefused('need-before-start', { needOn: '2026-02-28', plannedStartOn: '2026-03-01' })
  })

  it('cannot be revised, handed over, cancelled or taken up again', () => {
    const unknown = given(projectDecider)
    unknown
      .when((project) => revise(project, { changes: { name: '新名' } }, '2026-02-01'))
      .thenRefused('project-unknown')
    unknown.when((project) => moveCustody(project, { toUnit: works }, '2026-02-01')).thenRefused('project-unknown')
    unknown.when((project) => cancel(project, '不建', '2026-02-01')).thenRefused('project-unknown')
    unknown.when((project) => reinstate(project, '再建', '2026-02-01')).thenRefused('project-unknown')
  })
})

describe('a registered project', () => {
  const known = given(projectDecider, [registered])

  it('is not registered twice', () => {
    known
      .when((project) => register(project, registration, '2026-01-16'))
      .thenRefused('project-already-registered', { projectId })
  })

  it('keeps what was revised last when a revision of an earlier day is told later, which says so', () => {
    const changes = { approvedBudgetFen: 900 }
    const later = given(projectDecider, [registered, ProjectDetailsRevised({ projectId, changes }, '2026-06-01')])
    const earlier = { changes: { approvedBudgetFen: 700, phase: '一期' } }
    later
      .when((project) => revise(project, earlier, '2026-03-01'))
      .then([ProjectDetailsRevised({ projectId, ...earlier, overtaken: ['approvedBudgetFen'] }, '2026-03-01')])
    later
      .when((project) => revise(project, earlier, '2026-06-01'))
      .then([ProjectDetailsRevised({ projectId, ...earlier }, '2026-06-01')])
  })

  it('records only the fields that change', () => {
    const changes = { name: registration.name, approvedBudgetFen: 19_200_000_000, needOn: registration.needOn }
    known
      .when((project) => revise(project, { changes, reason: '概算调整' }, '2026-02-01'))
      .then([
        ProjectDetailsRevised(
          { projectId, changes: { approvedBudgetFen: 19_200_000_000 }, reason: '概算调整' },
          '2026-02-01',
        ),
      ])
  })

  it('records nothing when a revision says what is known', () => {
    const { name, capacity } = registration
    known.when((project) => revise(project, { changes: { name, capacity } }, '2026-02-01')).then([])
  })

  it('does not take a need date before the start it already has', () => {
    known
      .when((project) => revise(project, { changes: { needOn: '2025-09-01' } }, '2026-02-01'))
      .thenRefused('need-before-start', { needOn: '2025-09-01', plannedStartOn: registration.plannedStartOn! })
  })

  it('passes to another unit, with the unit it came from on the record', () => {
    known
      .when((project) => moveCustody(project, { toUnit: works, responsiblePerson: '刘敏' }, '2026-02-01'))
      .then([CustodyMoved({ projectId, fromUnit: ownerUnit, toUnit: works, responsiblePerson: '刘敏' }, '2026-02-01')])
  })

  it('does not pass to the unit that has it', () => {
    known
      .when((project) => moveCustody(project, { toUnit: ownerUnit }, '2026-02-01'))
      .thenRefused('custody-already-there', { unit: ownerUnit.name })
  })

  it('is cancelled with a reason', () => {
    known.when((project) => cancel(project, '学区调整', '2026-03-01')).then([cancelled])
  })

  it('has nothing to be taken up again from', () => {
    known.when((project) => reinstate(project, '误登记', '2026-03-02')).thenRefused('project-not-cancelled')
  })
})

describe('a cancelled project', () => {
  const ended = given(projectDecider, [registered, cancelled])

  it('is neither cancelled again nor handed over', () => {
    ended.when((project) => cancel(project, '再撤', '2026-03-02')).thenRefused('project-cancelled')
    ended.when((project) => moveCustody(project, { toUnit: works }, '2026-03-02')).thenRefused('project-cancelled')
  })

  it('still has its details put right', () => {
    ended
      .when((project) => revise(project, { changes: { address: '振兴路 1 号' } }, '2026-03-02'))
      .then([
        ProjectDetailsRevised({ projectId, changes: { address: '振兴路 1 号' }, reason: undefined }, '2026-03-02'),
      ])
  })

  it('is taken up again and can then be cancelled once more', () => {
    const again = ProjectReinstated({ projectId, reason: '仍在实施' }, '2026-04-01')
    ended.when((project) => reinstate(project, '仍在实施', '2026-04-01')).then([again])
    given(projectDecider, [registered, cancelled, again])
      .when((project) => cancel(project, '学区调整', '2026-05-01'))
      .then([ProjectCancelled({ projectId, reason: '学区调整' }, '2026-05-01')])
  })
})
