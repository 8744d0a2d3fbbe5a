import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { GuardedProcess } from '@zhuji/platform'
import type { KafkaInstallation } from './kafka-jars.adapter.js'
import { scramUsers } from './secured-listener.js'
import { type NodePlan, nodeProperties, propertiesText } from './node-properties.js'

const run = promisify(execFile)

const QUICK_START = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC']
const STOP = { signal: 'SIGTERM', patienceMs: 15_000 } as const
const KILL = { signal: 'SIGKILL', patienceMs: 5_000 } as const

export interface NodeContext {
  readonly installation: KafkaInstallation
  readonly directory: string
  readonly clusterId: string
  readonly nodes: readonly NodePlan[]
  readonly lifeline: string | undefined
  readonly longRunning: boolean
}

/** One node of the cluster: a Java process that can be started, stopped and killed again and again over the same data. */
export class KafkaNode {
  private process: GuardedProcess | undefined

  constructor(
    readonly plan: NodePlan,
    private readonly context: NodeContext,
  ) {}

  get pid(): number | undefined {
    return this.process?.pid
  }

  get isRunning(): boolean {
    return this.process !== undefined && !this.process.hasExited()
  }

  /** Where the node writes what it has to say. */
  get logFile(): string {
    return join(this.context.directory, `node-${this.plan.nodeId}.log`)
  }

  /** How it ended, in words: `exit code 0`, or a signal. */
  get exited(): Promise<string> {
    if (!this.process) throw new Error(`Kafka node ${this.plan.nodeId} was never started`)
    return this.process.exited
  }

  signal(signal: NodeJS.Signals): void {
    this.process?.signal(signal)
  }

  /** Returns when the process runs; when it answers is another question. */
  async start(): Promise<void> {
    if (this.isRunning) return
    const { installation, lifeline, longRunning } = this.context
    if (!existsSync(join(this.plan.logDirectory, 'meta.properties'))) await this.format()
    await this.writeProperties()
    const { spawnGuarded } = await import('@zhuji/platform')
    this.process = await spawnGuarded({
      program: installation.java,
      args: ['-Xmx384m', ...(longRunning ? [] : QUICK_START), ...this.javaArgs(), 'kafka.Kafka', this.propertiesFile],
      logFile: join(this.context.directory, `node-${this.plan.nodeId}.out`),
      stopSignal: lifeline === undefined ? 'TERM' : 'KILL',
      lifeline,
    })
  }

  async stop(): Promise<void> {
    await this.process?.stop([STOP, KILL])
  }

  async kill(): Promise<void> {
    await this.process?.stop([KILL])
  }

  /** The last lines that the node wrote, for the message when it does not come up. */
  async lastWords(): Promise<string> {
    const names = [`node-${this.plan.nodeId}.out`, `node-${this.plan.nodeId}.log`]
    const files = names.map((name) => readFile(join(this.context.directory, name), 'utf8').catch(() => ''))
    return (await Promise.all(files))
      .map((text) => text.trim().split('\n').slice(-12).join('\n'))
      .join('\n')
      .trim()
  }

  private async format(): Promise<void> {
    await this.writeProperties()
    const { installation, clusterId } = this.context
    const tool = ['kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', this.propertiesFile]
    const users = this.plan.secured ? scramUsers(this.plan.secured) : []
    await run(installation.java, ['-Xmx128m', ...QUICK_START, ...this.javaArgs(), ...tool, ...users])
  }

  private async writeProperties(): Promise<void> {
    await mkdir(this.plan.logDirectory, { recursive: true })
    await writeFile(this.propertiesFile, propertiesText(nodeProperties(this.plan, this.context.nodes)))
  }

  private javaArgs(): string[] {
    const { installation } = this.context
    return [
      `-Dlog4j2.configurationFile=${installation.loggingConfig}`,
      `-Dkafka.log.file=${this.logFile}`,
      '-cp',
      installation.classPath,
    ]
  }

  private get propertiesFile(): string {
    return join(this.context.directory, `node-${this.plan.nodeId}.properties`)
  }
}
