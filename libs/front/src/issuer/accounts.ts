import type { Role } from '@zhuji/platform'

/** An account of the embedded issuer: the name to sign in with is also the token's subject and the client's id. */
export interface Account {
  readonly username: string
  readonly name: string
  readonly role: Role
  readonly unit: { readonly id: string; readonly name: string } | null
  readonly regions: readonly string[]
}

/** One account per role, and a second project office, so that the border between two units can be seen. */
export const accounts: readonly Account[] = [
  {
    username: 'project-office',
    name: '王工（合肥市教育局项目办）',
    role: 'project-office',
    unit: { id: 'edu-bureau', name: '合肥市教育局' },
    regions: [],
  },
  {
    username: 'project-office-health',
    name: '陈工（市卫健委项目办）',
    role: 'project-office',
    unit: { id: 'health-commission', name: '市卫健委' },
    regions: [],
  },
  {
    username: 'finance',
    name: '李会计（市财政局）',
    role: 'finance',
    unit: { id: 'finance-bureau', name: '市财政局' },
    regions: ['3401'],
  },
  {
    username: 'supervisor',
    name: '赵主任（市督查室）',
    role: 'supervisor',
    unit: { id: 'supervision-office', name: '市督查室' },
    regions: ['3401'],
  },
  { username: 'administrator', name: '系统管理员', role: 'administrator', unit: null, regions: [] },
  {
    username: 'auditor',
    name: '周审计（市审计局）',
    role: 'auditor',
    unit: { id: 'audit-bureau', name: '市审计局' },
    regions: [],
  },
]

const byUsername = new Map(accounts.map((account) => [account.username, account]))

export function accountOf(username: string): Account | undefined {
  return byUsername.get(username)
}

/** What tokens say about an account, in the names that every service reads. */
export function claimsOf({ name, role, unit, regions }: Account): Record<string, unknown> {
  return { name, role, ...(unit ? { unit_id: unit.id, unit_name: unit.name } : {}), regions: [...regions] }
}
