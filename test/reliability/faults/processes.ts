import { setTimeout as pause } from 'node:timers/promises'
import { type Mischief } from './way.js'
import { killAndStart, msUntil, type OnStack } from '../on-stack.js'

/** R1: SIGKILL to one after the other, each as often as the others, in an order that chance makes; the rest goes on. */
export async function killAtRandom(scene: OnStack, kills: number, everyMs: number): Promise<object> {
  const { stack, chance } = scene
  const restarting = new Map<string, Promise<void>>()
  const killed: Record<string, number> = {}
  const rounds = Array.from({ length: Math.ceil(kills / stack.names.length) }, () => chance.shuffled(stack.names))
  for (const name of rounds.flat().slice(0, kills)) {
    await pause(everyMs)
    await restarting.get(name)
    killed[name] = (killed[name] ?? 0) + 1
    restarting.set(name, killAndStart(stack, name))
  }
  await Promise.all(restarting.values())
  return { kills, killed }
}

/** R3: the broker goes away, by a signal, for a while; how long the relays then need to hand over what has waited. */
export async function brokerOutage(scene: OnStack, signal: 'SIGTERM' | 'SIGKILL', outageMs: number): Promise<number> {
  const broker = scene.stack.process('kafka-1')
  broker.kill(signal)
  await broker.exited
  await pause(outageMs)
  await broker.start()
  return msUntil(async () => (await waitingEvents(scene)) < RELAY_WAITING_MAX, 240_000)
}

/** Under load something is always on its way. */
const RELAY_WAITING_MAX = 50

async function waitingEvents({ evidence: { installation } }: OnStack): Promise<number> {
  const services = ['registry', 'milestones', 'funding', 'alerts'] as const
  const waiting = await Promise.all(
    services.map(async (service) => {
      const [row] = await installation.rows<{ waiting: number }>(
        service,
        `select count(*)::int as waiting from ${service}.event_log log
         where (log.xid, log.position) > (coalesce((select xid from ${service}.relay_position), '0'::xid8),
           coalesce((select position from ${service}.relay_position), 0))`,
      )
      return row!.waiting
    }),
  )
  return waiting.reduce((sum, one) => sum + one, 0)
}

/**
 * R4: PostgreSQL ends at once, without a word to its clients, and recovers; how long until every service is ready again.
 * Then some work gets done before the next time.
 */
export async function databaseRestart({ stack }: OnStack, workMs: number): Promise<number> {
  const database = stack.process('postgres')
  const began = performance.now()
  database.kill('SIGQUIT')
  await database.exited
  await database.start()
  const services = stack.names.filter((name) => stack.process(name).address?.startsWith('http'))
  await msUntil(async () => (await Promise.all(services.map((name) => isReady(stack, name)))).every(Boolean), 240_000)
  const backMs = Math.round(performance.now() - began)
  await pause(workMs)
  return backMs
}

async function isReady(stack: OnStack['stack'], name: string): Promise<boolean> {
  const answer = await fetch(`${stack.process(name).address}/health/ready`).catch(() => undefined)
  return answer?.ok ?? false
}

/** R5: one kind of trouble on one way, for a moment, then quiet long enough for everybody to come back. */
export async function troubledWay({ ways }: OnStack, mischief: Mischief, forMs: number): Promise<void> {
  for (const way of [ways.postgres, ways.kafka]) {
    way.become(mischief)
    await pause(forMs)
    way.become(undefined)
    await pause(forMs)
  }
}

/** R12: the second and further members of a group come and go while it works. */
export async function scale({ stack }: OnStack, service: string, everyMs: number): Promise<void> {
  const others = stack.names.filter((name) => name.startsWith(`${service}-`))
  for (const name of others) await stack.process(name).stop()
  await pause(everyMs)
  for (const name of others) await stack.process(name).start()
  await pause(everyMs)
}

/** R13: a process sleeps for longer than its sessions last, and wakes up believing that it still holds what it held. */
export async function freeze({ stack }: OnStack, name: string, forMs: number): Promise<void> {
  const sleeper = stack.process(name)
  sleeper.kill('SIGSTOP')
  await pause(forMs)
  sleeper.kill('SIGCONT')
  await msUntil(() => isReady(stack, name), 240_000)
}

/** R17: every instance in turn is asked to stop, and started again; the slowest stop in milliseconds. */
export async function rollingRestart({ stack }: OnStack, services: readonly string[]): Promise<number> {
  let slowestMs = 0
  for (const name of stack.names.filter((each) => services.some((service) => each.startsWith(service)))) {
    const began = performance.now()
    const { code, signal } = await stack.process(name).stop()
    slowestMs = Math.max(slowestMs, Math.round(performance.now() - began))
    if (code !== 0 && signal !== 'SIGTERM') throw new Error(`${name} ended with ${signal ?? code}`)
    await stack.process(name).start()
    await pause(500)
  }
  return slowestMs
}
