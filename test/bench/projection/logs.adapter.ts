import { StoppedClock } from '@zhuji/kernel'
import { Neighbour } from '@zhuji/testing'
import type { Told } from './history.js'

const TOLD_AT_ONCE = 2_000

/** Writes a history into the logs of its services, each day's facts on that day. */
export async function tellHistory(databaseUrl: string, history: readonly Told[]): Promise<void> {
  const clock = new StoppedClock(noonOf(history[0]!.day))
  const services = {
    registry: await Neighbour.open('registry', databaseUrl, clock),
    milestones: await Neighbour.open('milestones', databaseUrl, clock),
    funding: await Neighbour.open('funding', databaseUrl, clock),
    // Says nothing, but its log has to be there to be read.
    alerts: await Neighbour.open('alerts', databaseUrl, clock),
  }
  let telling: Promise<void>[] = []
  for (const [index, { day, service, projectId, event }] of history.entries()) {
    if (telling.length === TOLD_AT_ONCE || day !== history[index - 1]?.day) {
      await Promise.all(telling)
      telling = []
      clock.moveTo(noonOf(day))
    }
    telling.push(services[service].tells(projectId, event))
  }
  await Promise.all(telling)
  for (const service of Object.values(services)) await service.close()
}

/** In China. */
function noonOf(day: string): Date {
  return new Date(`${day}T04:00:00.000Z`)
}
