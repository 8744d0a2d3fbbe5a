import { ProjectCancelled, ProjectMerged, ProjectRegistered, ProjectReinstated } from '@zhuji/contracts'
import { given } from '@zhuji/testing'
import { merge, projectDecider, refuseParent, reinstate } from './project.js'

const registration = ProjectRegistered.examples[0]!
const { projectId } = registration
const otherId = '0198b9a0-0000-7000-8000-000000000003'
const registered = ProjectRegistered(registration, '2026-01-15')
const other = ProjectRegistered(
  { ...registration, projectId: otherId, localCode: 'HF-2', name: '学林路小学' },
  '2026-01-15',
)
const into = given(projectDecider, [other]).state
const reason = '两校合并建设'
const merged = [
  ProjectMerged({ projectId, intoProjectId: otherId, reason }, '2026-03-01'),
  ProjectCancelled({ projectId, reason }, '2026-03-01'),
]

describe('a project that goes into another', () => {
  it('says into which, and is cancelled by the same command', () => {
    given(projectDecider, [registered])
      .when((project) => merge(project, { into, reason }, '2026-03-01'))
      .then(merged)
  })

  it('keeps everything that was registered of it', () => {
    const { state } = given(projectDecider, [registered, ...merged])
    expect(state).toMatchObject({ status: 'cancelled', mergedInto: otherId, registered: registration })
  })

  it('is itself again when it is taken up again', () => {
    const back = reinstate(given(projectDecider, [registered, ...merged]).state, '分开建设', '2026-04-01')
    expect(back).toEqual([ProjectReinstated({ projectId, reason: '分开建设' }, '2026-04-01')])
    const { state } = given(projectDecider, [registered, ...merged, ...back])
    expect(state).toEqual({ status: 'registered', registered: registration })
  })

  it('does not go into itself, nor into one that is cancelled, nor twice', () => {
    const own = given(projectDecider, [registered])
    own.when((project) => merge(project, { into: own.state, reason }, '2026-03-01')).thenRefused('merged-into-itself')
    const gone = given(projectDecider, [other, ProjectCancelled({ projectId: otherId, reason }, '2026-02-01')]).state
    own
      .when((project) => merge(project, { into: gone, reason }, '2026-03-01'))
      .thenRefused('merged-into-cancelled', { name: '学林路小学' })
    given(projectDecider, [registered, ...merged])
      .when((project) => merge(project, { into, reason }, '2026-05-01'))
      .thenRefused('project-cancelled')
  })

  it('needs another project that is known', () => {
    given(projectDecider, [registered])
      .when((project) => merge(project, { into: projectDecider.initial(), reason }, '2026-03-01'))
      .thenRefused('project-unknown')
  })
})

describe('a phase', () => {
  const below = (parent: string, line: readonly string[]) => () => (refuseParent(projectId, parent, line), [])

  it('lies below a project that is registered', () => {
    given(projectDecider)
      .when(below(otherId, [otherId]))
      .then([])
    given(projectDecider).when(below(otherId, [])).thenRefused('parent-unknown', { parentProjectId: otherId })
  })

  it('does not lie below itself, directly or by a ring', () => {
    given(projectDecider)
      .when(below(projectId, [projectId]))
      .thenRefused('parent-is-itself')
    given(projectDecider)
      .when(below(otherId, [otherId, projectId]))
      .thenRefused('parent-in-a-ring')
  })
})
