import { bodyOf, type CourseDraft, nextChanges } from './course-changes.js'

const everybody = () => true
const begun = { cancelled: false, halt: null, startedOn: '2026-03-01' }
const empty: CourseDraft = {
  change: '',
  halt: 'stopped',
  reason: '',
  from: '',
  text: '',
  intoProjectId: '',
  occurredOn: '2026-05-04',
}

describe('what can happen next to a project', () => {
  it('is a stop while works go on, a resumption while they are halted, a takeover before they began', () => {
    expect(nextChanges(begun, everybody)).toEqual(['stop', 'merger', 'cancellation'])
    expect(nextChanges({ ...begun, halt: 'stopped' }, everybody)).toEqual(['resume', 'merger', 'cancellation'])
    expect(nextChanges({ ...begun, startedOn: null }, everybody)).toEqual(['takeover', 'merger', 'cancellation'])
  })

  it('is nothing but coming back once it is cancelled', () => {
    expect(nextChanges({ ...begun, cancelled: true }, everybody)).toEqual(['reinstatement'])
  })

  it('is offered to those only who may tell it', () => {
    expect(nextChanges(begun, (permission) => permission === 'milestones.halt')).toEqual(['stop'])
  })
})

describe('the command that tells it', () => {
  it('waits for what it needs', () => {
    expect(bodyOf('stop', empty)).toBeUndefined()
    expect(bodyOf('merger', { ...empty, reason: '两校合并建设' })).toBeUndefined()
    expect(bodyOf('takeover', { ...empty, from: ' ' })).toBeUndefined()
  })

  it('says nothing that was left empty', () => {
    expect(bodyOf('stop', { ...empty, reason: ' 施工单位退场 ' })).toEqual({
      halt: 'stopped',
      reason: '施工单位退场',
      occurredOn: '2026-05-04',
    })
    expect(bodyOf('resume', empty)).toEqual({ occurredOn: '2026-05-04' })
    expect(bodyOf('takeover', { ...empty, from: '某置业有限公司' })).toEqual({
      from: '某置业有限公司',
      occurredOn: '2026-05-04',
    })
  })
})
