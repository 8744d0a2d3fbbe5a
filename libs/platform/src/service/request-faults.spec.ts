import { RequestFaults } from './request-faults.js'

describe('the faults of one request of many commands', () => {
  it('are told once for each kind, with how many there were and the first of them', () => {
    const faults = new RequestFaults()
    const first = new Error('connection refused')
    faults.note('service-unavailable', 'post-entry', first)
    faults.note('service-unavailable', 'post-entry', new Error('connection refused'))
    faults.note('internal-error', 'report-progress', new TypeError('a defect'))
    const told: [string, unknown][] = []
    faults.eachKind((sentence, error) => told.push([sentence, error]))
    expect(told).toEqual([
      ['service-unavailable at post-entry and 1 more of this request', first],
      ['internal-error at report-progress', new TypeError('a defect')],
    ])
  })
})
