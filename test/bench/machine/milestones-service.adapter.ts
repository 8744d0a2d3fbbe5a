import { randomUUID } from 'node:crypto'
import { ProjectRegistered } from '@zhuji/contracts'
import { aFreePort } from '@zhuji/platform'
import { Neighbour, startTestIssuer, type TestIssuer } from '@zhuji/testing'
import { type ServerProcess, startServer } from './server-process.adapter.js'

export interface MilestonesService extends ServerProcess {
  readonly projectIds: readonly string[]
  readonly token: string
}

/** The milestones service in a process of its own on the embedded bus, with projects that its registry told it of. */
export async function startMilestones(databaseUrl: string, projects: number): Promise<MilestonesService> {
  const registry = await Neighbour.open('registry', databaseUrl)
  const projectIds = Array.from({ length: projects }, () => randomUUID())
  await Promise.all(projectIds.map((projectId) => registry.tells(projectId, registered(projectId))))
  await registry.close()
  const issuer = await startTestIssuer()
  const port = await aFreePort()
  const service = await startServer({
    program: new URL('../../../apps/milestones/src/main.js', import.meta.url).pathname,
    port,
    readyPath: '/health/ready',
    environment: {
      DATABASE_URL: databaseUrl,
      OIDC_ISSUER: issuer.issuer,
      OIDC_JWKS_URL: issuer.jwksUrl,
      REQUESTS_PER_MINUTE: '0',
      LOG_LEVEL: 'error',
    },
  })
  const token = await issuer.tokenFor({ role: 'administrator' })
  await untilKnown(service.url, token, projectIds.at(-1)!)
  return { ...service, projectIds, token, stop: () => stopBoth(service, issuer) }
}

async function stopBoth(service: ServerProcess, issuer: TestIssuer): Promise<void> {
  await service.stop()
  await issuer.stop()
}

async function untilKnown(url: string, token: string, projectId: string): Promise<void> {
  const until = Date.now() + 60_000
  for (;;) {
    const response = await fetch(`${url}/api/v1/milestones/projects/${projectId}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    if (response.ok) return
    if (Date.now() > until)
      throw new Error(`the milestones service does not know the last project: ${await response.text()}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

function registered(projectId: string) {
  return ProjectRegistered(
    {
      projectId,
      localCode: projectId,
      name: '振兴路小学',
      facilityKind: 'primary-school',
      construction: 'new',
      regionPath: [{ code: '34', name: '安徽省' }],
      ownerUnit: { id: 'edu-bureau', name: '市教育局' },
      nationalCodes: [],
      capacity: [{ kind: 'school-places', amount: 1080 }],
    },
    '2026-01-05',
  )
}
