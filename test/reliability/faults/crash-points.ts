import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type CrashPoint, eventTopic } from '@zhuji/messaging'
import { msUntil, type OnStack, startAgain } from '../on-stack.js'
import { readings } from '../oracle/installation.js'
import { send } from '../records.js'

/** Long enough for whoever comes by rarely. */
const CRASH_MS_MAX = 180_000

/** R2: whoever comes by the point next dies there, and is started again. Tells who it was. */
export async function crashAt(scene: OnStack, point: CrashPoint): Promise<string> {
  const { stack, crashDirectory } = scene
  const before = new Map(stack.names.map((name) => [name, stack.process(name).pid]))
  const file = join(crashDirectory, fileOf(point))
  await writeFile(file, '')
  const provoked = provoke(scene, point)
  await msUntil(() => Promise.resolve(!existsSync(file)), CRASH_MS_MAX)
  const isDead = (name: string) => stack.process(name).pid !== before.get(name)
  await msUntil(() => Promise.resolve(stack.names.some(isDead)), CRASH_MS_MAX)
  const victim = stack.names.find(isDead)!
  await startAgain(stack, victim)
  await provoked
  return victim
}

/** The story keeps every event as a row of its own, so that a batch of which nothing is left is missed there for good. */
function fileOf(point: CrashPoint): string {
  return point === 'batch-written' ? `${point}@dashboards.projects` : point
}

/** The load comes by most points by itself. */
async function provoke(scene: OnStack, point: CrashPoint): Promise<void> {
  if (point === 'dead-letter-sent') await sendTombstone(scene)
  if (point === 'evidence-kept') await upload(scene)
}

/** One dead letter for each group that reads the register. */
export const tombstoneLetters = readings
  .filter(({ source }) => source === 'registry')
  .map(({ group }) => ({ group, cause: 'tombstone' }))

async function sendTombstone({ stack }: OnStack): Promise<void> {
  const brokers = stack.kafkaBrokers.split(',')
  await send(brokers, eventTopic('registry', stack.namespace), [{ key: randomUUID(), value: null, headers: {} }])
}

const PHOTO = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(4_000, 7)])

/** Whatever becomes of the first answer, asking again with the same key ends with one file. */
async function upload({ stack, tokens, evidence }: OnStack): Promise<void> {
  const key = randomUUID()
  const ask = async (): Promise<boolean> => {
    const body = new FormData()
    body.append('file', new Blob([PHOTO]), 'photo.jpg')
    const headers = { authorization: `Bearer ${tokens.office}`, 'idempotency-key': key }
    const url = `${stack.address}/api/v1/milestones/evidence`
    const answer = await fetch(url, { method: 'POST', headers, body }).catch(() => undefined)
    return answer?.status === 201
  }
  await msUntil(ask, CRASH_MS_MAX)
  const files = await evidence.installation.rows(
    'milestones',
    'select file_id from milestones.evidence_file where upload_key = $1',
    [key],
  )
  if (files.length !== 1) throw new Error(`one upload left ${files.length} files`)
}
