import type { PoolClient } from 'pg'
import { type DataOf, ProgrammeIssued, ProgrammeRevised, type RecordedEvent } from '@zhuji/contracts'
import { programmeRhythm } from '@zhuji/figures'
import { type Projection, UNHURRIED_MS } from '@zhuji/messaging'
import { registerEvents, type RegisterFact, registerFact, siteEvents, type SiteFact, siteFact } from './site-facts.js'

/** Who asks for reports, and what each project's facts say of them. Facts of each log stay in their order. */
export const reportingProjection: Projection = {
  group: 'milestones.reporting',
  paceMs: UNHURRIED_MS,
  events: [ProgrammeIssued, ProgrammeRevised, ...registerEvents, ...siteEvents],
  tables: [
    { name: 'programme_rhythm', key: ['programme_id', 'version'] },
    { name: 'reporting_site', key: ['project_id'] },
  ],
  take: async (events, tx) => {
    const isProgramme = ({ type }: RecordedEvent) => type === ProgrammeIssued.type || type === ProgrammeRevised.type
    await keepRhythms(events.filter(isProgramme), tx)
    await keepFacts(
      events.filter((event) => !isProgramme(event)),
      tx,
    )
  },
}

async function keepRhythms(events: readonly RecordedEvent[], tx: PoolClient): Promise<void> {
  if (events.length === 0) return
  const rows = events.map(({ data, occurredOn, knownOn }) => {
    const asked = programmeRhythm(data as DataOf<typeof ProgrammeIssued>, occurredOn)
    return { programme_id: asked.programmeId, version: asked.version, known_on: knownOn, asked }
  })
  await tx.query({
    name: 'keep-rhythms',
    text: `insert into programme_rhythm select * from json_populate_recordset(null::programme_rhythm, $1)
      on conflict (programme_id, version) do nothing`,
    values: [JSON.stringify(rows)],
  })
}

/** One statement for a batch, rows in the order of their key so that two writers never wait for each other in a ring. */
async function keepFacts(events: readonly RecordedEvent[], tx: PoolClient): Promise<void> {
  const told = new Map<string, { readonly register: RegisterFact[]; readonly site: SiteFact[] }>()
  for (const event of events) {
    const [register, site] = [registerFact(event), siteFact(event)]
    if (!register && !site) continue
    const facts = told.get(event.key) ?? { register: [], site: [] }
    if (register) facts.register.push(register)
    if (site) facts.site.push(site)
    told.set(event.key, facts)
  }
  if (told.size === 0) return
  const rows = [...told].map(([projectId, facts]) => ({ project_id: projectId, ...facts }))
  await tx.query({
    name: 'keep-site-facts',
    text: `insert into reporting_site
      select * from json_populate_recordset(null::reporting_site, $1) order by project_id
      on conflict (project_id) do update
      set register = reporting_site.register || excluded.register, site = reporting_site.site || excluded.site`,
    values: [JSON.stringify(rows)],
  })
}
