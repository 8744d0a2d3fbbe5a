import { type ProgrammeRhythm, rhythmsOf } from '@zhuji/figures'
import type { Watched } from './watched.js'

/** A version of a programme, and the event that told it. */
export interface KnownRhythm extends ProgrammeRhythm {
  readonly because: string
}

/** With what the programmes ask of it beside its own facts. */
export function withRhythms(watched: Watched, rhythms: readonly KnownRhythm[]): Watched {
  const { identity, projectId } = watched
  if (!identity || rhythms.length === 0) return watched
  const versions = new Map(rhythms.map((version) => [`${version.programmeId} ${version.version}`, version]))
  const programmes = rhythmsOf({ projectId, ...identity }, rhythms).map((span) => {
    const { name, because } = versions.get(`${span.programmeId} ${span.version}`)!
    return { ...span, name, because }
  })
  return { ...watched, programmes }
}
