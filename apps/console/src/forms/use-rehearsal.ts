import { useState } from 'react'
import { newKey, read } from '../api/http.js'
import { Problem } from '../api/problem.js'

/** Asks what a posting would do; records nothing, so every question has its own key. */
export function useRehearsal<Trial>(path: string) {
  const [trial, setTrial] = useState<Trial>()
  const [of, setOf] = useState('')
  const [error, setError] = useState<unknown>()
  const [isRunning, setRunning] = useState(false)
  const run = async (body: object) => {
    setRunning(true)
    setError(undefined)
    try {
      setTrial(await read<Trial>(path, { method: 'POST', query: { dryRun: true }, body, idempotencyKey: newKey() }))
      setOf(JSON.stringify(body))
    } catch (failure) {
      setTrial(undefined)
      setError(failure)
    } finally {
      setRunning(false)
    }
  }
  const faults = error instanceof Problem ? error.fields : {}
  return { trial, of, error, faults, isRunning, run, reset: () => (setTrial(undefined), setError(undefined)) }
}
