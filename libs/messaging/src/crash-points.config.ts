import { unlinkSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Every place between two durable steps at which a process may end and what it did may be repeated. test/reliability ends
 * one at each of them; a place added here without its test fails there.
 */
export const crashPoints = [
  /** State, events and receipts are written; the transaction is open. */
  'command-written',
  /** Committed; nobody has been answered. */
  'command-committed',
  /** The brokers have a page of the log; the relay's position has not moved. */
  'page-sent',
  /** A dead letter is on its topic; the transaction that notes it is open. */
  'dead-letter-sent',
  /** A group's consumer has been given events and its versions have moved; the transaction is open. */
  'batch-written',
  /** Committed; the offset is not. */
  'batch-committed',
  /** An upload's bytes are on the disk; nobody knows of them. */
  'evidence-kept',
  /** Lights have been recorded; their projects are still due. */
  'round-recorded',
  /** A receiver has its message; the delivery is still pending. */
  'message-sent',
] as const
export type CrashPoint = (typeof crashPoints)[number]

const directory = process.env.CRASH_AT

/**
 * For tests of faults only, and nothing otherwise: with CRASH_AT naming a directory, whoever comes by a point of which it
 * holds a file takes the file away and dies of SIGKILL. So one file is one death, in whichever process. Where a group is
 * given, the file is named `<point>@<group>`: what a group loses shows only where nothing later writes over it.
 */
export const crashPoint: (point: CrashPoint, group?: string) => void =
  directory === undefined
    ? () => undefined
    : (point, group) => dieIfAsked(join(directory, group === undefined ? point : `${point}@${group}`))

function dieIfAsked(file: string): void {
  try {
    unlinkSync(file)
  } catch {
    return
  }
  process.kill(process.pid, 'SIGKILL')
}
