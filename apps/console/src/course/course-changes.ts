/** What changes the course of a project from an office's desk: who may tell it, and to whom it is told. */
export const courseChanges = {
  stop: { permission: 'milestones.halt', path: (id: string) => `/milestones/projects/${id}/stops` },
  resume: { permission: 'milestones.halt', path: (id: string) => `/milestones/projects/${id}/resumptions` },
  takeover: { permission: 'milestones.reach', path: (id: string) => `/milestones/projects/${id}/takeover` },
  merger: { permission: 'registry.cancel', path: (id: string) => `/registry/projects/${id}/merger` },
  cancellation: { permission: 'registry.cancel', path: (id: string) => `/registry/projects/${id}/cancellation` },
  reinstatement: { permission: 'registry.cancel', path: (id: string) => `/registry/projects/${id}/reinstatement` },
} as const

export type CourseChange = keyof typeof courseChanges

export interface CourseNow {
  readonly cancelled: boolean
  readonly halt: string | null
  readonly startedOn: string | null
}

/** Those that can happen next: a cancelled project can only come back, a halted one is not halted again. */
export function nextChanges(now: CourseNow, may: (permission: string) => boolean): readonly CourseChange[] {
  const possible: readonly CourseChange[] = now.cancelled
    ? ['reinstatement']
    : [
        ...(now.startedOn === null ? (['takeover'] as const) : now.halt ? (['resume'] as const) : (['stop'] as const)),
        'merger',
        'cancellation',
      ]
  return possible.filter((change) => may(courseChanges[change].permission))
}

export interface CourseDraft {
  readonly change: string
  readonly halt: string
  readonly reason: string
  readonly from: string
  readonly text: string
  readonly intoProjectId: string
  readonly occurredOn: string
}

type Named = Readonly<Record<string, string>>

/** The body of the command, without what was left empty; undefined while something that it needs is missing. */
export function bodyOf(change: CourseChange, draft: CourseDraft): Named | undefined {
  const { occurredOn, halt } = draft
  const [reason, from, text] = [draft.reason.trim(), draft.from.trim(), draft.text.trim()]
  const whenGiven = (body: Named) => (Object.values(body).includes('') ? undefined : { ...body, occurredOn })
  switch (change) {
    case 'stop':
      return whenGiven({ halt, reason })
    case 'resume':
      return { occurredOn, ...(text && { text }) }
    case 'takeover':
      return whenGiven({ from, ...(text && { text }) })
    case 'merger':
      return whenGiven({ intoProjectId: draft.intoProjectId, reason })
    case 'cancellation':
    case 'reinstatement':
      return whenGiven({ reason })
  }
}
