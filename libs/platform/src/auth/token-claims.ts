import { z } from 'zod'
import { isRole, type Role } from './roles.js'
import { Principal } from './principal.js'

const name = z.string().min(1).max(200)

const claims = z.object({
  sub: z.string().min(1).max(255),
  name: name.optional(),
  role: z.custom<Role>(isRole, 'unknown role'),
  unit_id: z.string().min(1).max(64).nullish(),
  unit_name: name.nullish(),
  regions: z.array(z.string().min(1).max(64)).max(500).nullish(),
  projects: z.array(z.uuid()).max(500).nullish(),
})

export type ClaimsReading = { principal: Principal } | { fault: 'role-unknown' | 'token-invalid' }

/** The principal that a token's claims describe. A role that is not ours gives nobody. */
export function principalOf(payload: Readonly<Record<string, unknown>>): ClaimsReading {
  const parsed = claims.safeParse(payload)
  if (!parsed.success) return { fault: isRole(payload['role']) ? 'token-invalid' : 'role-unknown' }
  const { data } = parsed
  return {
    principal: new Principal({
      person: data.sub,
      name: data.name ?? data.sub,
      role: data.role,
      unit: data.unit_id ? { id: data.unit_id, name: data.unit_name ?? data.unit_id } : null,
      regions: data.regions ?? [],
      projects: data.projects ?? [],
    }),
  }
}
