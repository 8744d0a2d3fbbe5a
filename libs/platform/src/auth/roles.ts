import type { Term } from '@zhuji/contracts'

export const roles = {
  'project-office': { zh: '项目办', en: 'Project office' },
  finance: { zh: '财务', en: 'Finance' },
  supervisor: { zh: '督查', en: 'Supervisor' },
  administrator: { zh: '管理员', en: 'Administrator' },
  auditor: { zh: '审计', en: 'Auditor' },
} as const satisfies Record<string, Term>

export type Role = keyof typeof roles
export const roleIds = Object.keys(roles) as readonly Role[]

export function isRole(value: unknown): value is Role {
  return typeof value === 'string' && Object.hasOwn(roles, value)
}
