/** What the environment says about a test run; read afresh each time, because the run is opened by another file. */
export interface TestRunConfig {
  /** The folder of this run, made by jest/global-setup.mjs; undefined outside a jest run. */
  readonly directory: string | undefined
  /** An own PostgreSQL server to use instead of the embedded one; its user must be allowed to create databases. */
  readonly databaseUrl: string | undefined
  /** Own Kafka brokers (`host:port,host:port`) to use instead of one of ours. */
  readonly kafkaBrokers: readonly string[] | undefined
  /** Where nothing may be skipped. */
  readonly isContinuousIntegration: boolean
  readonly javaHome: string | undefined
  /** Of Apache Kafka, for brokers of ours; what deploy/kafka/pom.xml names when not given. */
  readonly kafkaVersion: string | undefined
}

export function readTestRunConfig(environment: NodeJS.ProcessEnv = process.env): TestRunConfig {
  const brokers = (environment.KAFKA_BROKERS ?? '').split(',').map((broker) => broker.trim())
  const named = brokers.filter((broker) => broker !== '')
  return {
    directory: environment.ZHUJI_TEST_RUN || undefined,
    databaseUrl: environment.TEST_DATABASE_URL || undefined,
    kafkaBrokers: named.length > 0 ? named : undefined,
    isContinuousIntegration: environment.CI === 'true' || environment.CI === '1',
    javaHome: environment.JAVA_HOME || undefined,
    kafkaVersion: environment.KAFKA_VERSION || undefined,
  }
}
