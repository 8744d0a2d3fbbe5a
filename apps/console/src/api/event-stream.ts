import { call } from './http.js'
import { Problem } from './problem.js'
import { SseParser, type StreamMessage } from './sse-parser.js'

export type StreamState = 'connecting' | 'connected' | 'lost'

export interface StreamListener {
  onMessage(message: StreamMessage): void
  onState(state: StreamState): void
}

const RETRY_MS = [1_000, 2_000, 5_000, 10_000, 30_000]
/** The server sends a heartbeat every 15 s; after three missing ones the connection is taken for dead. */
const SILENCE_MS_MAX = 45_000

/**
 * Server-sent events by fetch, because EventSource cannot send a bearer token. Reconnects for ever with the id of the last
 * message, so nothing in between is missed. The returned function ends it.
 */
export function listen(path: string, listener: StreamListener): () => void {
  const ended = new AbortController()
  void keepListening(path, listener, ended.signal)
  return () => ended.abort()
}

async function keepListening(path: string, listener: StreamListener, ended: AbortSignal): Promise<void> {
  let failures = 0
  let lastEventId: string | undefined
  listener.onState('connecting')
  while (!ended.aborted) {
    try {
      await readOnce(path, { lastEventId, ended }, (messages) => {
        failures = 0
        listener.onState('connected')
        for (const message of messages) {
          lastEventId = message.id ?? lastEventId
          listener.onMessage(message)
        }
      })
    } catch (error) {
      if (ended.aborted) return
      // The server no longer takes the place we stopped at: go on from now.
      if (error instanceof Problem && error.status === 400) lastEventId = undefined
    }
    listener.onState('lost')
    await pause(RETRY_MS[Math.min(failures, RETRY_MS.length - 1)]!, ended)
    failures += 1
  }
}

interface Place {
  readonly lastEventId: string | undefined
  readonly ended: AbortSignal
}

async function readOnce(path: string, place: Place, onArrival: (messages: StreamMessage[]) => void): Promise<void> {
  const connection = new AbortController()
  const cut = () => connection.abort()
  place.ended.addEventListener('abort', cut)
  const headers: Record<string, string> = { accept: 'text/event-stream' }
  if (place.lastEventId !== undefined) headers['last-event-id'] = place.lastEventId
  let timer = setTimeout(cut, SILENCE_MS_MAX)
  try {
    const response = await call(path, { headers, signal: connection.signal })
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
    const parser = new SseParser()
    onArrival([])
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      clearTimeout(timer)
      timer = setTimeout(cut, SILENCE_MS_MAX)
      onArrival(parser.push(value))
    }
  } finally {
    clearTimeout(timer)
    place.ended.removeEventListener('abort', cut)
  }
}

function pause(milliseconds: number, ended: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    ended.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true })
  })
}
