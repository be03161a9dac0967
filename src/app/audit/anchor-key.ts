import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign,
  verify,
} from 'node:crypto'
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { canonicalJson } from '../../core/canonical-json.ts'
import type { AnchorTable } from '../../store/tables.ts'
import { HomeFault } from '../home-fault.ts'
import { flushFolderOf, writeWhole } from '../whole-file.ts'

const keyName = 'anchor.key'
export const publicKeyName = 'anchor.pub'

/** The key with which this home signs: made when it is needed first, for its owner only; the public one lies beside it. */
export function anchorKey(folder: string): { privateKey: KeyObject; publicKey: string } {
  const file = join(folder, keyName)
  if (!existsSync(file)) makeKey(file)
  const privateKey = readKey(file)
  const pem = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }) as string
  const beside = join(folder, publicKeyName)
  if (!existsSync(beside) || readFileSync(beside, 'utf8') !== pem) writeWhole(beside, pem)
  return { privateKey, publicKey: publicText(privateKey) }
}

/** Two processes may need it at once: the first one's stays. */
function makeKey(file: string): void {
  const { privateKey } = generateKeyPairSync('ed25519')
  const making = `${file}.${randomUUID()}`
  writeFileSync(making, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flush: true })
  try {
    linkSync(making, file)
  } catch (fault) {
    if (!existsSync(file)) throw fault
  } finally {
    rmSync(making)
  }
  flushFolderOf(file)
}

function readKey(file: string): KeyObject {
  const pem = readFileSync(file, 'utf8')
  try {
    const key = createPrivateKey(pem)
    if (key.asymmetricKeyType === 'ed25519') return key
  } catch {
    // Said below.
  }
  throw new HomeFault('bad-key', file)
}

/** The public keys in a PEM file, as anchors name them. Throws `HomeFault`. */
export function publicKeysIn(file: string): Set<string> {
  const blocks = readFileSync(file, 'utf8').match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g) ?? []
  const keys = blocks.map((pem) => {
    try {
      return publicText(createPublicKey(pem))
    } catch {
      throw new HomeFault('bad-key', file)
    }
  })
  if (keys.length === 0) throw new HomeFault('bad-key', file)
  return new Set(keys)
}

function publicText(key: KeyObject): string {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key
  return publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
}

export type Unsigned = Omit<AnchorTable, 'signature'>

export function signAnchor(anchor: Unsigned, key: KeyObject): AnchorTable {
  return { ...anchor, signature: sign(null, Buffer.from(canonicalJson(anchor)), key).toString('base64') }
}

/** Whether an anchor is what the key that it names has signed. */
export function isSigned({ signature, ...anchor }: AnchorTable): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(anchor.publicKey, 'base64'), format: 'der', type: 'spki' })
    return verify(null, Buffer.from(canonicalJson(anchor)), key, Buffer.from(signature, 'base64'))
  } catch {
    return false
  }
}
