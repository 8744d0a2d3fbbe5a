/** A place in the line of one project: what came before has been handed on when `earlier` resolves. */
export interface Turn {
  readonly earlier: Promise<void>
  pass(): void
}

/** Keeps the commands of each project in their order although what they need is looked up side by side. */
export class Turns {
  private readonly last = new Map<string, Promise<void>>()

  take(id: string): Turn {
    const earlier = this.last.get(id) ?? Promise.resolve()
    const { promise, resolve } = promiseWithResolve()
    this.last.set(id, promise)
    return { earlier, pass: resolve }
  }
}

function promiseWithResolve(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined
  const promise = new Promise<void>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}
