import { assertAllowed, assertVisible } from './object-scope.js'
import { allows, permissions, scopeFilter, scopesOf, type Scope, type Target } from './policy.js'
import { Principal } from './principal.js'
import { isRole, type Role, roleIds } from './roles.js'

const own = '0197a1c2-7d52-7c8e-b0a4-2f1d6a3e9a10'

function aPrincipal(role: Role): Principal {
  const unit = { id: 'edu-bureau', name: '市教育局' }
  return new Principal({ person: 'li', name: '李工', role, unit, regions: ['3401'], projects: [own] })
}

const inside: Record<Scope, Target> = {
  all: {},
  unit: { ownerUnitId: 'edu-bureau' },
  region: { regionCodes: ['34', '3401', '340104'] },
  own: { projectId: own },
}

const outside: Target = {
  ownerUnitId: 'health-commission',
  regionCodes: ['34', '3402', '340202'],
  projectId: '0197a1c2-7d52-7c8e-b0a4-2f1d6a3e9a11',
}

const matrix = roleIds.flatMap((role) =>
  permissions.flatMap((permission) =>
    (['all', 'unit', 'region', 'own'] as const).map((scope) => ({ role, permission, scope })),
  ),
)

describe('the policy table', () => {
  it.each(matrix)('$role · $permission · $scope', ({ role, permission, scope }) => {
    const principal = aPrincipal(role)
    const scopes = scopesOf(role, permission)
    const holds = scopes.includes('all') || scopes.includes(scope)
    expect(allows(principal, permission)).toBe(scopes.length > 0)
    expect(allows(principal, permission, inside[scope])).toBe(holds)
    expect(allows(principal, permission, outside)).toBe(scopes.includes('all'))
  })

  it.each(matrix)('lists what it lets read: $role · $permission · $scope', ({ role, permission, scope }) => {
    const principal = aPrincipal(role)
    const filter = scopeFilter(principal, permission)
    const shows = ({ ownerUnitId = '', regionCodes = [], projectId = '' }: Target) =>
      filter.all ||
      filter.unitIds.includes(ownerUnitId) ||
      filter.projectIds.includes(projectId) ||
      regionCodes.some((code) => filter.regionCodes.includes(code))
    expect(shows(inside[scope])).toBe(allows(principal, permission, inside[scope]))
    expect(shows(outside)).toBe(allows(principal, permission, outside))
  })

  it('lets an auditor change nothing', () => {
    const held = permissions.filter((permission) => allows(aPrincipal('auditor'), permission))
    expect(held.every((permission) => permission.endsWith('.read'))).toBe(true)
    expect(held).not.toContain('operations.read')
  })

  it('lets only an administrator load registers of the past', () => {
    expect(roleIds.filter((role) => allows(aPrincipal(role), 'imports.run'))).toEqual(['administrator'])
  })

  it('gives somebody without unit, regions and projects nothing of a scoped permission', () => {
    const nobody = new Principal({ person: 'x', name: 'x', role: 'finance', unit: null, regions: [] })
    expect(scopeFilter(nobody, 'funding.read')).toEqual({ all: false, unitIds: [], regionCodes: [], projectIds: [] })
    expect(allows(nobody, 'funding.read', {})).toBe(false)
    expect(allows(nobody, 'funding.read', outside)).toBe(false)
  })

  it('knows its roles and no others', () => {
    expect(['finance', 'toString', '', undefined, null, 3].filter(isRole)).toEqual(['finance'])
  })
})

describe('an object out of scope', () => {
  it('refuses a command with the permission it asked for', () => {
    const act = () => assertAllowed(aPrincipal('finance'), 'funding.post', outside)
    expect(act).toThrow(
      expect.objectContaining({
        kind: 'forbidden',
        slug: 'out-of-scope',
        figures: { permission: 'funding.post', role: 'finance', unit: 'edu-bureau' },
      }),
    )
  })

  it('does not exist for a reader', () => {
    const read = () => assertVisible(aPrincipal('finance'), 'funding.read', outside)
    expect(read).toThrow(expect.objectContaining({ kind: 'not-found' }))
  })

  it('is no obstacle inside the scope', () => {
    expect(() => assertAllowed(aPrincipal('finance'), 'funding.post', inside.region)).not.toThrow()
    expect(() => assertVisible(aPrincipal('supervisor'), 'alerts.read', inside.region)).not.toThrow()
  })
})
