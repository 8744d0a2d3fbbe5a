import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** PEM text of an authority and of what it signed: a server on this machine and one of its clients. */
export interface Certificates {
  readonly authority: string
  readonly server: KeyAndCertificate
  readonly client: KeyAndCertificate
}

export interface KeyAndCertificate {
  readonly key: string
  readonly certificate: string
}

/** Made by the machine's openssl in an empty folder, valid for two days. */
export async function makeCertificates(directory: string): Promise<Certificates> {
  const openssl = (...arguments_: string[]) => run('openssl', arguments_, { cwd: directory })
  const text = (file: string) => readFile(join(directory, file), 'utf8')
  const newKey = ['-newkey', 'rsa:2048', '-nodes', '-days', '2']
  await openssl(
    'req',
    '-x509',
    ...newKey,
    '-subj',
    '/CN=authority',
    '-keyout',
    'authority.key',
    '-out',
    'authority.pem',
  )
  await writeFile(join(directory, 'names'), 'subjectAltName=DNS:localhost,IP:127.0.0.1\n')
  const signed = async (name: string): Promise<KeyAndCertificate> => {
    const [key, request, certificate] = [`${name}.key`, `${name}.csr`, `${name}.pem`]
    await openssl('req', '-new', ...newKey.slice(0, 3), '-subj', `/CN=${name}`, '-keyout', key, '-out', request)
    const authority = ['-CA', 'authority.pem', '-CAkey', 'authority.key', '-CAcreateserial', '-days', '2']
    await openssl('x509', '-req', '-in', request, ...authority, '-extfile', 'names', '-out', certificate)
    return { key: await text(key), certificate: await text(certificate) }
  }
  return { server: await signed('server'), client: await signed('client'), authority: await text('authority.pem') }
}
