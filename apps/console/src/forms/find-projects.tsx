import { useState } from 'react'
import { useProjects } from '../api/hooks.js'
import { TextField } from './day-field.js'

export interface FoundProject {
  readonly projectId: string
  readonly name: string
}

/** A box to search by name or code, and the first projects that fit. */
export function useFoundProjects(label: string) {
  const [words, setWords] = useState('')
  const { data } = useProjects({ q: words.trim() || undefined, limit: 20 })
  const found: readonly FoundProject[] = data?.pages.flatMap(({ items }) => items) ?? []
  const box = <TextField optional name="find" label={label} value={words} onChange={setWords} />
  return { found, box }
}
