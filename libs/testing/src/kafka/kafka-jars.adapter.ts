import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { readTestRunConfig } from '../test-run/test-run.config.js'

const run = promisify(execFile)

const JAVA_MIN = 17
const MAVEN_PATIENCE_MS = 240_000

/** This machine cannot run a broker of its own; the message says what is missing. */
export class NoKafkaHere extends Error {
  override readonly name = 'NoKafkaHere'
}

export interface KafkaInstallation {
  readonly java: string
  readonly classPath: string
  readonly loggingConfig: string
  readonly version: string
}

/**
 * The jars of a broker, fetched by Maven once per version into `.data/kafka-jars/<version>` of the repository. Throws
 * NoKafkaHere without a JDK of at least 17, or without Maven (or its registry) while the jars are not there yet.
 */
export async function kafkaInstallation(wanted?: string): Promise<KafkaInstallation> {
  const root = repositoryRoot()
  const pom = join(root, 'deploy', 'kafka', 'pom.xml')
  const version =
    wanted ?? readTestRunConfig().kafkaVersion ?? /<kafka\.version>([^<]+)</.exec(readFileSync(pom, 'utf8'))?.[1]
  if (version === undefined) throw new Error(`${pom} names no kafka.version`)
  const java = await findJava()
  const jars = join(root, '.data', 'kafka-jars', version)
  if (!existsSync(jars)) await fetchJars(pom, version, jars)
  const loggingConfig = join(root, 'deploy', 'kafka', 'log4j2.properties')
  return { java, classPath: join(jars, '*'), loggingConfig, version }
}

async function findJava(): Promise<string> {
  const { javaHome } = readTestRunConfig()
  const java = javaHome === undefined ? 'java' : join(javaHome, 'bin', 'java')
  const { stderr } = await run(java, ['-version']).catch(() => {
    throw new NoKafkaHere('no Java runtime')
  })
  const major = Number(/version "(\d+)/.exec(stderr)?.[1] ?? 0)
  if (major < JAVA_MIN) throw new NoKafkaHere(`Java ${major}, but Kafka needs ${JAVA_MIN}`)
  return java
}

/** Fetched beside their place and moved there whole, so that an interrupted download is never taken for a broker. */
async function fetchJars(pom: string, version: string, jars: string): Promise<void> {
  const draft = `${jars}.new-${process.pid}`
  await mkdir(dirname(jars), { recursive: true })
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${draft}`]
  try {
    await run('mvn', ['-B', '-q', '-f', pom, ...goal, `-Dkafka.version=${version}`], { timeout: MAVEN_PATIENCE_MS })
    await rename(draft, jars)
  } catch (error) {
    if (existsSync(jars)) return
    const { code, stdout, message } = error as { code?: unknown; stdout?: string; message: string }
    if (code === 'ENOENT') throw new NoKafkaHere('no Maven')
    const reason = /\[ERROR\] (.+)/.exec(stdout ?? '')?.[1] ?? message
    throw new NoKafkaHere(`Maven could not fetch Kafka ${version}: ${reason.slice(0, 300)}`)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

/** The folder with the workspace's package.json, from the sources as well as from the build. */
function repositoryRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'deploy', 'kafka', 'pom.xml'))) {
    if (dirname(folder) === folder) throw new NoKafkaHere('deploy/kafka/pom.xml is not in any parent folder')
    folder = dirname(folder)
  }
  return folder
}
