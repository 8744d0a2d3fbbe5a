/** A second door of a node: TLS with client certificates, and a user name with a password on top. */
export interface SecuredListener {
  readonly port: number
  /** PEM files: the server's key with its certificate, and the authority whose clients may come. */
  readonly keyFile: string
  readonly authorityFile: string
  readonly username: string
  readonly password: string
}

const SCRAM = ['SCRAM-SHA-256', 'SCRAM-SHA-512'] as const
const LOGIN = 'org.apache.kafka.common.security'

export function securedProperties(listener: SecuredListener): Record<string, string> {
  const { keyFile, authorityFile, username, password } = listener
  const of = (name: string) => `listener.name.secured.${name}`
  const scram = SCRAM.map((mechanism) => [
    of(`${mechanism.toLowerCase()}.sasl.jaas.config`),
    `${LOGIN}.scram.ScramLoginModule required;`,
  ])
  return {
    [of('ssl.keystore.type')]: 'PEM',
    [of('ssl.keystore.location')]: keyFile,
    [of('ssl.truststore.type')]: 'PEM',
    [of('ssl.truststore.location')]: authorityFile,
    [of('ssl.client.auth')]: 'required',
    [of('sasl.enabled.mechanisms')]: ['PLAIN', ...SCRAM].join(','),
    [of('plain.sasl.jaas.config')]: `${LOGIN}.plain.PlainLoginModule required user_${username}="${password}";`,
    ...(Object.fromEntries(scram) as Record<string, string>),
  }
}

/** For the tool that formats a node's storage: SCRAM's users are kept there. */
export function scramUsers({ username, password }: SecuredListener): string[] {
  return SCRAM.flatMap((mechanism) => ['--add-scram', `${mechanism}=[name="${username}",password="${password}"]`])
}
