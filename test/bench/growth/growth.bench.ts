import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Contender, Contest, ContestOptions } from '../contest/contest.js'
import { loadProvince } from '../province/load-province.adapter.js'
import { measures } from './activities.adapter.js'
import { activities, goalsOf, goalsOfLedgers, ledgers, nameOf, nameOfLedger, type Size, sizesUpTo } from './growth.js'
import { OneAtATime } from './one-at-a-time.adapter.js'
import { postIntoLedger } from './postings.adapter.js'

/** Everything a system does, over provinces of three sizes, and postings into ledgers of three: what one costs as work grows. */
export async function growthContest({ seconds, projects: most, directory: given }: ContestOptions): Promise<Contest> {
  const directory = given ?? (await mkdtemp(join(tmpdir(), 'zhuji-bench-')))
  const systems = new OneAtATime(directory)
  const close = async () => {
    await systems.stop()
    if (!given) await rm(directory, { recursive: true, force: true })
  }
  const sizes: Size[] = []
  try {
    for (const projects of sizesUpTo(most)) {
      const events = await loadProvince(await systems.of(projects), { projects })
      console.log(`growth: ${projects} projects have ${events} events`)
      sizes.push({ projects, events })
    }
  } catch (error) {
    await close()
    throw error
  }
  // All of a size stand together, so that each system starts once a round.
  const contenders = sizes.flatMap(({ projects }) =>
    activities.map((activity): Contender => {
      const measure = async () => measures[activity]({ system: await systems.of(projects), projects, seconds })
      return { name: nameOf(activity, { projects }), part: 'ours', measure }
    }),
  )
  // Beside the largest province, whose system runs already.
  const postings = ledgers.map((entries): Contender => {
    const measure = async () => postIntoLedger(await systems.of(sizes.at(-1)!.projects), entries)
    return { name: nameOfLedger(entries), part: 'ours', measure }
  })
  return {
    name: 'growth',
    title: `Growth: provinces of ${sizes.map(({ projects }) => projects).join(', ')} projects`,
    unit: 'commands, events, questions or projects/s',
    contenders: [...contenders, ...postings],
    goals: [...goalsOf(sizes), ...goalsOfLedgers],
    close,
  }
}
