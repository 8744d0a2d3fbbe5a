import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { newKey, read } from '../api/http.js'
import { NoAnswer, Problem } from '../api/problem.js'
import { mayRepeat, type Pending, pendingFor } from './submission.js'

export interface Submission<Answer> {
  readonly isSending: boolean
  readonly isRetrying: boolean
  readonly answer: Answer | undefined
  readonly error: unknown
  /** Messages for the fields the server found at fault. */
  readonly faults: Readonly<Record<string, string>>
  readonly submit: (body: unknown) => Promise<Answer | undefined>
  readonly reset: () => void
}

const RETRY_MS = [1_000, 3_000, 6_000]

/**
 * Sends one command at most once. Its Idempotency-Key is made with the content and kept until the content is another, so
 * a second press, a retry after a lost answer and one after signing in again are the same request to the server.
 */
export function useSubmission<Answer>(path: string, method: 'POST' | 'PATCH' | 'PUT' = 'POST'): Submission<Answer> {
  const queries = useQueryClient()
  const [answer, setAnswer] = useState<Answer>()
  const [error, setError] = useState<unknown>()
  const [phase, setPhase] = useState<'idle' | 'sending' | 'retrying'>('idle')
  const pending = useRef<Pending | undefined>(undefined)
  const isBusy = useRef(false)
  const submit = async (body: unknown): Promise<Answer | undefined> => {
    if (isBusy.current) return undefined
    isBusy.current = true
    pending.current = pendingFor(pending.current, JSON.stringify([path, body]), newKey)
    const { key } = pending.current
    setPhase('sending')
    setError(undefined)
    try {
      const given = await repeated(() => read<Answer>(path, { method, body, idempotencyKey: key }), setPhase)
      pending.current = undefined
      setAnswer(given)
      void queries.invalidateQueries()
      return given
    } catch (failure) {
      setError(failure)
      return undefined
    } finally {
      isBusy.current = false
      setPhase('idle')
    }
  }
  const reset = () => (setAnswer(undefined), setError(undefined))
  const faults = error instanceof Problem ? error.fields : {}
  return { isSending: phase !== 'idle', isRetrying: phase === 'retrying', answer, error, faults, submit, reset }
}

async function repeated<Answer>(send: () => Promise<Answer>, onPhase: (phase: 'retrying') => void): Promise<Answer> {
  for (let failures = 0; ; failures += 1) {
    try {
      return await send()
    } catch (failure) {
      const wait = RETRY_MS[failures]
      const status = failure instanceof Problem ? failure.status : undefined
      if (wait === undefined || !mayRepeat(failure instanceof NoAnswer ? 'no-answer' : status, slugOf(failure)))
        throw failure
      onPhase('retrying')
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }
}

function slugOf(failure: unknown): string {
  return failure instanceof Problem ? failure.body.slug : ''
}
