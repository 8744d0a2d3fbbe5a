import { connect } from 'node:net'

const API_VERSIONS = 18
const CORRELATION_ID = 7

/**
 * True when a Kafka node answers clients at this port: it is asked which requests it knows (ApiVersions, version 0). A
 * node takes connections early, but answers only after the controller has let it in; until then this waits, at most
 * `patienceMs`, and says false.
 */
export function answersKafka(port: number, patienceMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port })
    const finish = (answered: boolean) => {
      socket.destroy()
      resolve(answered)
    }
    let received = Buffer.alloc(0)
    socket.setTimeout(patienceMs, () => finish(false))
    socket.on('error', () => finish(false))
    socket.on('close', () => finish(false))
    socket.on('connect', () => socket.write(apiVersionsRequest()))
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk])
      // Length (4 bytes), the id of our question (4), an error code (2; 0 is none), then what it can do.
      if (received.length >= 10) finish(received.readInt32BE(4) === CORRELATION_ID && received.readInt16BE(8) === 0)
    })
  })
}

/** Length of the rest (4 bytes), which request (2), its version (2), an id of ours (4), and no client name (2). */
function apiVersionsRequest(): Buffer {
  const request = Buffer.alloc(14)
  request.writeInt32BE(10, 0)
  request.writeInt16BE(API_VERSIONS, 4)
  request.writeInt16BE(0, 6)
  request.writeInt32BE(CORRELATION_ID, 8)
  request.writeInt16BE(-1, 12)
  return request
}
