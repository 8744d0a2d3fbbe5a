import {
  capacityKinds,
  facilityGroups,
  facilityKinds,
  fundSources,
  halts,
  ledgerAccounts,
  ledgerEntries,
  milestones,
  procedures,
  reportingStatuses,
  rhythmKinds,
  ruleMeasures,
  severities,
  stages,
  statuses,
  targetMeasures,
  targetVerbs,
  type Term,
} from '@zhuji/contracts'

const vocabularies = {
  capacityKinds,
  facilityGroups,
  facilityKinds,
  fundSources,
  halts,
  ledgerAccounts,
  ledgerEntries,
  milestones,
  procedures,
  reportingStatuses,
  rhythmKinds,
  ruleMeasures,
  severities,
  stages,
  statuses,
  targetMeasures,
  targetVerbs,
} satisfies Record<string, Readonly<Record<string, Term>>>

/** The word for an id; an id this build does not know yet is shown as it is rather than hidden. */
export function termOf(vocabulary: keyof typeof vocabularies, id: string): Term {
  const terms: Readonly<Record<string, Term>> = vocabularies[vocabulary]
  return (Object.hasOwn(terms, id) && terms[id]) || { zh: id, en: id }
}

export function idsIn(vocabulary: keyof typeof vocabularies): readonly string[] {
  return Object.keys(vocabularies[vocabulary])
}
