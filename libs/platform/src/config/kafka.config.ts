import type { KafkaSecurity } from '@zhuji/messaging'
import { z } from 'zod'
import { type ConfigFault, type ConfigOf, flag, list, secret } from './read.config.js'

const pem = (what: string) => z.string().regex(/^-----BEGIN [A-Z ]+-----/, `a PEM ${what}`)

/** How the bus reaches Kafka. Certificates and keys are PEM text, most easily given by `<NAME>_FILE`. */
export const kafkaConfig = {
  KAFKA_BROKERS: list(),
  /** Stands in front of topics where several installations share brokers; `zhuji` alone needs none. */
  KAFKA_NAMESPACE: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/, 'lower-case letters, digits and dashes, at most 40')
    .default('zhuji'),
  KAFKA_TLS: flag(false),
  /** Whom to trust; the authorities that Node knows when not given. */
  KAFKA_CA: pem('certificate').optional(),
  KAFKA_CLIENT_CERT: pem('certificate').optional(),
  KAFKA_CLIENT_KEY: secret(pem('key')).optional(),
  KAFKA_SASL_MECHANISM: z
    .enum(['plain', 'scram-sha-256', 'scram-sha-512'], { error: 'one of plain, scram-sha-256, scram-sha-512' })
    .optional(),
  KAFKA_SASL_USERNAME: z.string().min(1).max(255).optional(),
  KAFKA_SASL_PASSWORD: secret(z.string().min(1)).optional(),
} as const

export type KafkaConfig = ConfigOf<typeof kafkaConfig>

/** What is wrong although each variable by itself is right. */
export function kafkaFaults(config: KafkaConfig): ConfigFault[] {
  const { kafkaTls, kafkaCa, kafkaClientCert, kafkaClientKey } = config
  const { kafkaSaslMechanism, kafkaSaslUsername, kafkaSaslPassword } = config
  const faults: ConfigFault[] = []
  const unless = (holds: boolean, variable: string, rule: string): void => {
    if (!holds) faults.push({ variable, rule, value: '(unset)' })
  }
  unless(config.kafkaBrokers.length > 0, 'KAFKA_BROKERS', 'needed with BUS=kafka: host:port,…')
  unless(kafkaTls || !(kafkaCa ?? kafkaClientCert ?? kafkaClientKey), 'KAFKA_TLS', 'needed for certificates to count')
  unless(!kafkaClientKey || !!kafkaClientCert, 'KAFKA_CLIENT_CERT', 'needed with KAFKA_CLIENT_KEY')
  unless(!kafkaClientCert || !!kafkaClientKey, 'KAFKA_CLIENT_KEY', 'needed with KAFKA_CLIENT_CERT')
  const account = kafkaSaslUsername ?? kafkaSaslPassword
  unless(!account || !!kafkaSaslMechanism, 'KAFKA_SASL_MECHANISM', 'needed with a user name or password')
  unless(!kafkaSaslMechanism || !!kafkaSaslUsername, 'KAFKA_SASL_USERNAME', 'needed with KAFKA_SASL_MECHANISM')
  unless(!kafkaSaslMechanism || !!kafkaSaslPassword, 'KAFKA_SASL_PASSWORD', 'needed with KAFKA_SASL_MECHANISM')
  unless(
    kafkaSaslMechanism !== 'plain' || kafkaTls,
    'KAFKA_TLS',
    'needed with plain, which sends the password readable',
  )
  return faults
}

/** Of a configuration without faults. */
export function kafkaSecurity(config: KafkaConfig): KafkaSecurity {
  const { kafkaSaslMechanism: mechanism, kafkaSaslUsername: username, kafkaSaslPassword: password } = config
  return {
    ...(config.kafkaTls && { tls: { ca: config.kafkaCa, cert: config.kafkaClientCert, key: config.kafkaClientKey } }),
    ...(mechanism && username && password && { sasl: { mechanism, username, password } }),
  }
}
