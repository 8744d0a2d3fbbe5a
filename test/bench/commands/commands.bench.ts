import { aFreePort } from '@zhuji/platform'
import type { Contest, ContestOptions } from '../contest/contest.js'
import { startDatabase } from '../machine/database.adapter.js'
import { postUnderLoad } from '../machine/load.adapter.js'
import { startMilestones } from '../machine/milestones-service.adapter.js'
import { startServer } from '../machine/server-process.adapter.js'
import { inspection } from './inspection.adapter.js'

const PROJECTS = 2_000
const CONNECTIONS = 64

/** P1: one command per POST, from the socket to the commit. */
export async function commandsContest({ seconds }: ContestOptions): Promise<Contest> {
  const database = await startDatabase()
  const beside = async (name: string) =>
    startServer({
      program: new URL(`./${name}-server.js`, import.meta.url).pathname,
      port: await aFreePort(),
      environment: { DATABASE_URL: await database.create(name) },
    })
  const limit = await beside('limit')
  const peer = await beside('common-stack')
  const ours = await startMilestones(await database.create('ours'), PROJECTS)
  const post = (server: { url: string; pid: number }) => () =>
    postUnderLoad({
      url: server.url,
      connections: CONNECTIONS,
      extent: { seconds },
      pids: { server: server.pid, postgres: database.pid },
      request: () => inspection(ours.projectIds, ours.token),
    })
  return {
    name: 'commands',
    title: `Commands: one POST each, ${CONNECTIONS} connections, ${PROJECTS} projects`,
    unit: 'commands/s',
    contenders: [
      { name: 'bare http + coalesced commits', part: 'limit', measure: post(limit) },
      { name: 'Nest + Express + TypeORM repository', part: 'peer', measure: post(peer) },
      { name: 'milestones', part: 'ours', measure: post(ours) },
    ],
    goals: [
      { id: 'P1', ours: 'milestones', against: 'bare http + coalesced commits', ratio: 0.65 },
      { id: 'P1', ours: 'milestones', against: 'Nest + Express + TypeORM repository', ratio: 12 },
    ],
    close: async () => {
      await Promise.all([limit.stop(), peer.stop(), ours.stop()])
      await database.stop()
    },
  }
}
