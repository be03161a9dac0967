import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createSecureContext } from 'node:tls'
import { HomeFault } from './home-fault.ts'

/** The certificate of an endpoint and its key, as PEM. Throws `HomeFault`, or what the disk says. */
export async function readTls(certFile: string, keyFile: string): Promise<{ cert: string; key: string }> {
  const [cert, key] = [await readFile(certFile, 'utf8'), await readFile(keyFile, 'utf8')]
  const certificate = parsed(() => new X509Certificate(cert))
  if (!certificate) throw new HomeFault('bad-certificate', certFile)
  const privateKey = parsed(() => createPrivateKey(key))
  if (!privateKey) throw new HomeFault('bad-tls-key', keyFile)
  const isPair = certificate.checkPrivateKey(privateKey) && parsed(() => createSecureContext({ cert, key }))
  if (!isPair) throw new HomeFault('unlike-tls-key', `${keyFile}, ${certFile}`)
  return { cert, key }
}

function parsed<T>(parse: () => T): T | null {
  try {
    return parse()
  } catch {
    return null
  }
}
