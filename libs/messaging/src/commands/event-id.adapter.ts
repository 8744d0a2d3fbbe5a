import { randomFillSync } from 'node:crypto'
import { v7 as uuidOfNow } from 'uuid'

const ID_BYTES = 16
/** Asking the system for each id's sixteen bytes costs more than the rest of the id. */
const supply = Buffer.alloc(256 * ID_BYTES)
let used = supply.length

/** In the order of time, so that the logs' indexes grow at one end instead of everywhere. */
export function newEventId(): string {
  if (used === supply.length) {
    randomFillSync(supply)
    used = 0
  }
  used += ID_BYTES
  return uuidOfNow({ random: supply.subarray(used - ID_BYTES, used) })
}
