import { execa } from 'execa'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The machine's own, where there is one. */
const openssl = 'openssl'

export type Certificate = { certFile: string; keyFile: string; cert: string; key: string }

/** A certificate that signs itself, for 127.0.0.1 or for another name; made with the machine's openssl. */
export async function certificateFor(folder: string, name: string): Promise<Certificate> {
  const [certFile, keyFile] = [join(folder, `${name}.crt`), join(folder, `${name}.key`)]
  const subject = /^[\d.]+$/.test(name) ? `IP:${name}` : `DNS:${name}`
  await execa(openssl, [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
    ...['-keyout', keyFile, '-out', certFile, '-subj', `/CN=${name}`, '-addext', `subjectAltName=${subject}`],
  ])
  return { certFile, keyFile, cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') }
}

/** Whether there is an openssl here: the tests that need a certificate are left out where there is none. */
export async function hasOpenssl(): Promise<boolean> {
  const { failed } = await execa(openssl, ['version'], { reject: false })
  return !failed
}
