import { AsyncLocalStorage } from 'node:async_hooks'

interface RequestContext {
  readonly correlationId: string
}

const storage = new AsyncLocalStorage<RequestContext>()

/** Runs something so that everything below it logs under this correlation id; for requests, messages and timers alike. */
export function withCorrelation<T>(id: string, run: () => T): T {
  return storage.run({ correlationId: id }, run)
}

/** The correlation id of the request or message being handled, if any. */
export function correlationId(): string | undefined {
  return storage.getStore()?.correlationId
}
