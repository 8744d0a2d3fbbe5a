import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Contender, Contest, ContestOptions } from '../contest/contest.js'
import { loadProvince } from '../province/load-province.adapter.js'
import { measures } from './activities.adapter.js'
import {
  type Activity,
  goalsOf,
  goalsOfLedgers,
  ledgers,
  nameOf,
  nameOfLedger,
  type Size,
  sizesUpTo,
} from './growth.js'
import type { Standalone } from '../machine/standalone.adapter.js'
import { OneAtATime } from './one-at-a-time.adapter.js'
import { postIntoLedger } from './postings.adapter.js'

/** What its users wait for, over provinces of three sizes, and postings into ledgers of three: what one costs as work grows. */
export async function growthContest(options: ContestOptions): Promise<Contest> {
  const contest = await overProvinces(['commands', 'questions', 'timers'], options)
  return {
    ...contest,
    name: 'growth',
    title: `Growth: ${contest.title}`,
    contenders: [...contest.contenders, ...postings(contest.largest)],
    goals: [...contest.goals, ...goalsOfLedgers],
  }
}

/** The same of what reads whole logs, and therefore takes hours over the largest. */
export async function upkeepContest(options: ContestOptions): Promise<Contest> {
  const contest = await overProvinces(['projections', 'verification'], options)
  return { ...contest, name: 'upkeep', title: `Upkeep: ${contest.title}` }
}

async function overProvinces(
  activities: readonly Activity[],
  { seconds, projects: most, facts, directory: given }: ContestOptions,
): Promise<Contest & { readonly largest: () => Promise<Standalone> }> {
  const directory = given ?? (await mkdtemp(join(tmpdir(), 'zhuji-bench-')))
  const systems = new OneAtATime(directory)
  const close = async () => {
    await systems.stop()
    if (!given) await rm(directory, { recursive: true, force: true })
  }
  const sizes: Size[] = []
  try {
    for (const projects of sizesUpTo(most)) {
      const events = await loadProvince(await systems.of(projects), { projects, facts })
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
  return {
    name: 'provinces',
    title: `provinces of ${sizes.map(({ projects }) => projects).join(', ')} projects, ${sizes.map(({ events }) => events).join(', ')} events`,
    unit: `${activities.join(', ')}/s`,
    contenders,
    goals: goalsOf(sizes, activities),
    largest: () => systems.of(sizes.at(-1)!.projects),
    close,
  }
}

/** Beside the largest province, whose system runs already. */
function postings(largest: () => Promise<Standalone>): readonly Contender[] {
  return ledgers.map((entries) => ({
    name: nameOfLedger(entries),
    part: 'ours',
    measure: async () => postIntoLedger(await largest(), entries),
  }))
}
