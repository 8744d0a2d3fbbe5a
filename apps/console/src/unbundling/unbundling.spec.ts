import { bodyOf, budgetShare, capacityShare, freshDraft, kindsOf, type Registered } from './unbundling.js'

const aPackage: Registered = {
  projectId: '0198b9a0-0000-7000-8000-000000000001',
  status: 'registered',
  localCode: 'HF-2026-0117',
  facilityKind: 'primary-school',
  regionPath: [{ code: '34' }, { code: '3401' }, { code: '340104' }],
  ownerUnit: { id: 'edu-bureau', name: '合肥市教育局' },
  capacity: [{ kind: 'school-places', amount: 1620 }],
  approvedBudgetFen: 1_200_000_000,
  needOn: '2027-09-01',
}
const fresh = freshDraft(aPackage, '2026-03-01')
const part = (place: 0 | 1, name: string, { places, budget }: { readonly places: string; readonly budget: string }) => {
  return { ...fresh.parts[place]!, name, capacity: { 'school-places': places }, budget }
}
const parts = [part(0, '东校区', { places: '900', budget: '600' }), part(1, '西校区', { places: '600', budget: '400' })]

describe('what a package keeps while its parts are written down', () => {
  it('is what they leave of its budget and of each of its capacities', () => {
    expect(budgetShare(aPackage, parts)).toEqual({ has: 1_200_000_000, taken: 1_000_000_000, keeps: 200_000_000 })
    expect(capacityShare(aPackage, 'school-places', parts)).toEqual({ has: 1620, taken: 1500, keeps: 120 })
  })

  it('is negative where they take more than there is, and unknown where the package’s own is', () => {
    expect(budgetShare(aPackage, [...parts, part(1, '北校区', { places: '', budget: '300' })])?.keeps).toBe(
      -100_000_000,
    )
    expect(budgetShare({}, parts)).toEqual({ has: null, taken: 1_000_000_000, keeps: null })
    expect(capacityShare(aPackage, 'boarding-beds', parts)).toMatchObject({ has: null, keeps: null })
  })

  it('is not told while something typed is no number; kilometres are exact', () => {
    expect(budgetShare(aPackage, [part(0, '东校区', { places: '900', budget: '六百' })])).toBeUndefined()
    const trail = { capacity: [{ kind: 'trail-length', amount: 0.3 }] }
    const stretch = (text: string) => ({ ...fresh.parts[0]!, capacity: { 'trail-length': text } })
    expect(capacityShare(trail, 'trail-length', [stretch('0.1'), stretch('0.2')])?.keeps).toBe(0)
  })
})

describe('the command that takes a package apart', () => {
  it('waits for the names of two parts at least, a reason and a day', () => {
    expect(bodyOf(aPackage, { ...fresh, parts })).toBeUndefined()
    expect(bodyOf(aPackage, { ...fresh, parts: [parts[0]!], reason: '分校区建设' })).toBeUndefined()
    expect(bodyOf(aPackage, { ...fresh, reason: '分校区建设' })).toBeUndefined()
  })

  it('gives each part the unit, the place and the need date of the package, and no start', () => {
    const { ownerUnit, needOn, facilityKind } = aPackage
    const shared = { ownerUnit, regionCode: '340104', needOn, facilityKind }
    expect(bodyOf(aPackage, { ...fresh, parts, reason: ' 分校区建设 ' })).toEqual({
      reason: '分校区建设',
      occurredOn: '2026-03-01',
      parts: [
        {
          ...shared,
          name: '东校区',
          localCode: 'HF-2026-0117-1',
          capacity: [{ kind: 'school-places', amount: 900 }],
          approvedBudgetFen: 600_000_000,
        },
        {
          ...shared,
          name: '西校区',
          localCode: 'HF-2026-0117-2',
          capacity: [{ kind: 'school-places', amount: 600 }],
          approvedBudgetFen: 400_000_000,
        },
      ],
    })
  })

  it('leaves out what is not known of a part, and carries kinds that the package does not name', () => {
    const draft = { ...fresh, reason: '分校区建设', addedKinds: ['boarding-beds'] }
    expect(kindsOf(aPackage, draft)).toEqual(['school-places', 'boarding-beds'])
    const beds = { ...part(1, '西校区', { places: '', budget: '' }), capacity: { 'boarding-beds': '300' } }
    expect(
      bodyOf(aPackage, { ...draft, parts: [part(0, '东校区', { places: '900', budget: '' }), beds] }),
    ).toMatchObject({
      parts: [{ capacity: [{ kind: 'school-places' }] }, { capacity: [{ kind: 'boarding-beds', amount: 300 }] }],
    })
  })
})
