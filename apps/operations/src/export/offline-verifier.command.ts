import { createHash, createPublicKey, verify } from 'node:crypto'
import { createReadStream, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'

/**
 * Verifies exported logs with nothing but Node: node verify.mjs [DIRECTORY] [--key PUBLIC.pem] [--kept FILE]…
 *
 * <service>.log.tsv has a line for every event, in the order in which they were recorded: position, transaction, hash, and
 * the text that the hash is over, tabs between them. The text is a JSON array: id, type, stream, version, day it happened,
 * instant of recording, day it was known, whether that is claimed, actor, correlation, cause, payload.
 *
 *   hash = SHA-256(hash of the event before in the same stream, 32 bytes of zero for the first; text)
 *   root = SHA-256(root of the checkpoint before, 32 bytes of zero for the first; hash of every event since, in order)
 *
 * A checkpoint is itself an event of the log, of the stream checkpoint/<service>; its payload says up to which position it
 * reaches, with which root, and what each stream had. Signed (Ed25519) is the line of text that `statementOf` makes.
 */
const usage = `node verify.mjs [DIRECTORY] [--key PUBLIC.pem] [--kept FILE]…

  --key   受信公钥（PEM） / the key whose signatures count
  --kept  此前留存的 *.checkpoints.tsv（可重复） / checkpoints.tsv kept from before; may be repeated

退出码 / exit code: 0 无差错 / no fault, 1 有差错 / faults, 2 未能核验 / could not verify`

const ZERO = Buffer.alloc(32)
const MARK_BYTES = 8
const sha256 = (...parts: (Buffer | string)[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()

interface Line {
  readonly line: number
  readonly xid: bigint
  readonly position: bigint
  readonly hash: Buffer
  readonly text: string
  readonly id: string
  readonly type: string
  readonly streamId: string
  readonly version: number
  readonly payload: string
}

interface Checkpoint {
  readonly service: string
  readonly number: number
  readonly recordedOn: string
  readonly events: number
  readonly through: { readonly xid: string; readonly position: number }
  readonly inventory: { readonly streams: readonly { streamId: string; from: number; marks: string }[] }
  readonly previousRoot: string
  readonly root: string
  readonly signature?: { readonly publicKey: string; readonly value: string }
}

type Tell = (zh: string, en: string) => void

function lineOf(line: number, raw: string): Line {
  const [position = '', xid = '', hash = '', ...rest] = raw.split('\t')
  const text = rest.join('\t')
  const fields = JSON.parse(text) as (string | number)[]
  const [id, type, streamId, version] = fields as [string, string, string, number]
  return {
    line,
    xid: BigInt(xid),
    position: BigInt(position),
    hash: Buffer.from(hash, 'hex'),
    text,
    id,
    type,
    streamId,
    version,
    payload: fields[11] as string,
  }
}

function statementOf(checkpoint: Checkpoint): string {
  const { service, number, recordedOn, events, through, previousRoot, root } = checkpoint
  const inventory = sha256(JSON.stringify(checkpoint.inventory)).toString('hex')
  const place = `${through.xid}:${through.position}`
  return ['zhuji-checkpoint-1', service, number, recordedOn, events, place, previousRoot, root, inventory].join(' ')
}

function isSigned(statement: string, { publicKey, value }: NonNullable<Checkpoint['signature']>): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
    return (
      key.asymmetricKeyType === 'ed25519' && verify(null, Buffer.from(statement), key, Buffer.from(value, 'base64'))
    )
  } catch {
    return false
  }
}

const markOf = (hash: Buffer): string => hash.subarray(0, MARK_BYTES).toString('hex')

/** One log, line by line; what is not yet under a checkpoint stays in memory. */
class Log {
  readonly statements = new Map<string, string | undefined>()
  events = 0
  private readonly heads = new Map<string, { version: number; hash: Buffer }>()
  private open: Line[] = []
  private before = { number: 0, events: 0, root: ZERO.toString('hex') }
  private last: Line | undefined
  newest: Checkpoint | undefined

  constructor(
    readonly service: string,
    private readonly tell: Tell,
  ) {}

  get unsealed(): number {
    return this.open.length
  }

  take(line: Line): void {
    this.events += 1
    const { last } = this
    if (last && (line.xid < last.xid || (line.xid === last.xid && line.position <= last.position)))
      this.fault(line, '次序颠倒', 'is out of order')
    this.last = line
    const head = this.heads.get(line.streamId) ?? { version: 0, hash: ZERO }
    if (line.version !== head.version + 1)
      this.fault(line, `前面应是第 ${line.version - 1} 版`, `does not follow version ${head.version} of its stream`)
    else if (!sha256(head.hash, line.text).equals(line.hash))
      this.fault(line, '内容与哈希不符', 'does not match its hash')
    this.heads.set(line.streamId, { version: line.version, hash: line.hash })
    if (line.type === `${this.service}.log-checkpointed.v1`) this.check(JSON.parse(line.payload) as Checkpoint, line)
    this.open.push(line)
  }

  private check(checkpoint: Checkpoint, at: Line): void {
    const { number, events, through, previousRoot, root, signature } = checkpoint
    const [xid, position] = [BigInt(through.xid), BigInt(through.position)]
    const covers = (line: Line): boolean => line.xid < xid || (line.xid === xid && line.position <= position)
    const rows = this.open.filter(covers)
    this.open = this.open.filter((line) => !covers(line))
    const statement = statementOf(checkpoint)
    const { before } = this
    if (checkpoint.service !== this.service || number !== before.number + 1 || previousRoot !== before.root)
      this.fault(
        at,
        `第 ${number} 号封存点不接续前一个`,
        `is a checkpoint (${number}) that does not follow the one before`,
      )
    if (signature && !isSigned(statement, signature))
      this.fault(at, `第 ${number} 号封存点签名无效`, `is a checkpoint (${number}) whose signature does not hold`)
    const computed = sha256(Buffer.from(previousRoot, 'hex'), ...rows.map(({ hash }) => hash)).toString('hex')
    if (computed !== root) this.explain(checkpoint, rows, at)
    else if (events !== before.events + rows.length) this.fault(at, '事件数不符', 'is a checkpoint with another count')
    this.before = { number, events, root }
    this.statements.set(statement, signature?.publicKey)
    this.newest = checkpoint
  }

  /** Which lines are not those that were sealed. Behind a rewritten event of a stream the others differ as well. */
  private explain({ number, inventory }: Checkpoint, rows: readonly Line[], at: Line): void {
    const left = new Map(rows.map((line) => [`${line.version} ${line.streamId}`, line]))
    let explained = 0
    for (const { streamId, from, marks } of inventory.streams) {
      const bytes = Buffer.from(marks, 'base64')
      for (let index = 0; index * MARK_BYTES < bytes.length; index += 1) {
        const key = `${from + index} ${streamId}`
        const line = left.get(key)
        left.delete(key)
        if (line && markOf(line.hash) === markOf(bytes.subarray(index * MARK_BYTES))) continue
        explained += 1
        if (line) this.fault(line, '封存之后被改写', 'was rewritten after it was sealed')
        else
          this.tell(
            `${this.service}：第 ${number} 号封存点中流 ${streamId} 第 ${from + index} 版不在原处`,
            `${this.service}: version ${from + index} of stream ${streamId}, sealed by checkpoint ${number}, is not in its place`,
          )
      }
    }
    for (const line of left.values()) this.fault(line, '封存之后插入', 'was not there when its place was sealed')
    if (explained + left.size === 0)
      this.fault(at, `第 ${number} 号封存点之前次序被改动`, `is a checkpoint (${number}) of rows in another order`)
  }

  private fault({ line, position, id, streamId, version }: Line, zh: string, en: string): void {
    this.tell(
      `${this.service}：第 ${line} 行（位置 ${position}，事件 ${id}，流 ${streamId} 第 ${version} 版）${zh}`,
      `${this.service}: line ${line} (position ${position}, event ${id}, stream ${streamId}, version ${version}) ${en}`,
    )
  }
}

async function read(directory: string, service: string, tell: Tell): Promise<Log> {
  const log = new Log(service, tell)
  let number = 0
  for await (const raw of createInterface({ input: createReadStream(join(directory, `${service}.log.tsv`)) })) {
    number += 1
    try {
      log.take(lineOf(number, raw))
    } catch {
      tell(`${service}：第 ${number} 行不可读`, `${service}: line ${number} cannot be read`)
    }
  }
  return log
}

/** What an auditor kept must be in the log still; whose signature counts must be under its newest checkpoint. */
function compare(log: Log, { kept, key }: { kept: readonly string[]; key: string | undefined }, tell: Tell): void {
  for (const statement of kept.filter((text) => text.startsWith(`zhuji-checkpoint-1 ${log.service} `)))
    if (!log.statements.has(statement))
      tell(
        `${log.service}：留存的封存点已不在日志中：${statement}`,
        `${log.service}: a kept checkpoint is not in the log: ${statement}`,
      )
  const signer = log.newest?.signature?.publicKey
  if (key !== undefined && log.newest && signer !== key)
    tell(
      `${log.service}：最新封存点不是由受信密钥签名`,
      `${log.service}: the newest checkpoint is not signed with the key`,
    )
}

async function main(): Promise<number> {
  const options = { key: { type: 'string' }, kept: { type: 'string', multiple: true } } as const
  const { values, positionals } = parseArgs({ options, allowPositionals: true })
  const directory = positionals[0] ?? '.'
  const services = readdirSync(directory).flatMap((name) => /^([a-z]+)\.log\.tsv$/.exec(name)?.[1] ?? [])
  if (services.length === 0) throw new Error(usage)
  const kept = (values.kept ?? []).flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .map((line) => line.split('\t')[0]!),
  )
  const key =
    values.key && createPublicKey(readFileSync(values.key)).export({ format: 'der', type: 'spki' }).toString('base64')
  let faults = 0
  const tell: Tell = (zh, en) => {
    faults += 1
    console.log(`!! ${zh}\n   ${en}`)
  }
  for (const service of services) {
    const log = await read(directory, service, tell)
    compare(log, { kept, key }, tell)
    const signer =
      log.newest?.signature && sha256(Buffer.from(log.newest.signature.publicKey, 'base64')).toString('hex')
    console.log(
      `${service}: ${log.events} events, ${log.statements.size} checkpoints, ${log.unsealed} events behind the last, key ${signer?.slice(0, 16) ?? 'none'}`,
    )
  }
  console.log(`差错 / faults: ${faults}`)
  return faults === 0 ? 0 : 1
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 2
}
