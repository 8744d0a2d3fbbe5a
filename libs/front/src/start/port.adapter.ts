import { createServer } from 'node:net'
import { DomainError } from '@zhuji/kernel'

export interface WantedPort {
  readonly port: number
  readonly host: string
  /** The command that starts the same elsewhere. */
  readonly remedy: string
}

/** Found out before anything is started: a second start must not disturb the first. Throws `port-in-use`. */
export async function assertPortFree({ port, host, remedy }: WantedPort): Promise<void> {
  const probe = createServer()
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const inUse = error.code === 'EADDRINUSE'
      reject(inUse ? new DomainError('conflict', 'port-in-use', { figures: { host, port, remedy } }) : error)
    })
    probe.listen(port, host, resolve)
  })
  await new Promise((resolve) => probe.close(resolve))
}
