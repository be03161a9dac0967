import { createHash } from 'node:crypto'
import { w, type Words } from '../core/language.ts'
import { keyTypes } from '../core/staff/key-types.ts'

/** `text`: type and bytes in base64, as the home keeps it. `fingerprint`: as `ssh-keygen -l` says it. */
export type PublicKey = { text: string; name: string; fingerprint: string }
export type BadKey = { line: number; why: Words }

const leastRsaBits = 2_048

/** The public keys of a file, one a line as in `id_ed25519.pub` or `authorized_keys`, or the first line that is none. */
export function readPublicKeys(text: string): PublicKey[] | BadKey {
  const keys: PublicKey[] = []
  for (const [at, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) continue
    const key = readKey(line)
    if ('en' in key) return { line: at + 1, why: key }
    keys.push(key)
  }
  return keys.length > 0 ? keys : { line: 1, why: words.none }
}

export function fingerprintOf(bytes: Buffer): string {
  return `SHA256:${createHash('sha256').update(bytes).digest('base64').replace(/=+$/, '')}`
}

/** The fingerprint of a key as the home keeps it. */
export function fingerprintOfText(publicKey: string): string {
  return fingerprintOf(Buffer.from(publicKey.split(' ')[1] ?? '', 'base64'))
}

/** How the home keeps a key that a client shows. */
export function textOfKey(type: string, bytes: Buffer): string {
  return `${type} ${bytes.toString('base64')}`
}

function readKey(line: string): PublicKey | Words {
  if (line.startsWith('-----BEGIN')) return words.isPrivate
  const [type = '', base64 = '', ...name] = line.split(/\s+/)
  if (!keyTypes.some((known) => known === type)) return /^[a-z0-9@.-]+$/.test(type) ? words.type(type) : words.none
  const bytes = Buffer.from(base64, 'base64')
  const fields = fieldsOf(bytes)
  // The type stands in the bytes too, and they must be whole.
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64) || fields?.[0]?.toString('latin1') !== type) return words.broken
  if (type === 'ssh-rsa' && bitsOf(fields[2] ?? Buffer.alloc(0)) < leastRsaBits) return words.weak
  return { text: textOfKey(type, bytes), name: name.join(' ').slice(0, 120), fingerprint: fingerprintOf(bytes) }
}

/** The fields of a key, each with its length before it; null when they do not fill it. */
function fieldsOf(bytes: Buffer): Buffer[] | null {
  const fields: Buffer[] = []
  for (let at = 0; at < bytes.length;) {
    if (at + 4 > bytes.length) return null
    const end = at + 4 + bytes.readUInt32BE(at)
    if (end > bytes.length) return null
    fields.push(bytes.subarray(at + 4, end))
    at = end
  }
  return fields.length >= 2 ? fields : null
}

function bitsOf(number: Buffer): number {
  const significant = number.subarray(number.findIndex((byte) => byte !== 0))
  return significant.length * 8 - Math.clz32(significant[0] ?? 0) + 24
}

const words = {
  none: w(
    'expected a public key, as in id_ed25519.pub: TYPE BASE64 NAME',
    '应为公钥，如 id_ed25519.pub 中的：类型 BASE64 名称',
    '應為公鑰，如 id_ed25519.pub 中的：類型 BASE64 名稱',
  ),
  isPrivate: w(
    'this is a private key, which stays with its person: give the .pub file beside it',
    '这是私钥，应只留在本人手中：请给出旁边的 .pub 文件',
    '這是私鑰，應只留在本人手中：請給出旁邊的 .pub 檔案',
  ),
  type: (type: string) =>
    w(
      `a key of the type ${type} cannot be used: make one with ssh-keygen -t ed25519`,
      `不能使用 ${type} 类型的公钥：请用 ssh-keygen -t ed25519 生成`,
      `不能使用 ${type} 類型的公鑰：請用 ssh-keygen -t ed25519 產生`,
    ),
  broken: w('the key is not whole: copy its line again', '公钥不完整：请重新复制整行', '公鑰不完整：請重新複製整行'),
  weak: w(
    `an RSA key needs ${leastRsaBits} bits: make one with ssh-keygen -t ed25519`,
    `RSA 公钥至少要 ${leastRsaBits} 位：请用 ssh-keygen -t ed25519 生成`,
    `RSA 公鑰至少要 ${leastRsaBits} 位元：請用 ssh-keygen -t ed25519 產生`,
  ),
}
