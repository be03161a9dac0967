import { chmodSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { HomeFault } from '../app/home-fault.ts'
import { fingerprintOf } from '../app/ssh-keys.ts'
import { writeWhole } from '../app/whole-file.ts'
import { ssh2 } from './ssh2.ts'

const hostKeyName = 'ssh_host_ed25519_key'

/** By which clients know this endpoint again; made at its first start, for nobody else to read. */
export async function hostKeyOf(folder: string): Promise<{ key: string; fingerprint: string; isNew: boolean }> {
  const { utils } = await ssh2()
  const file = join(folder, hostKeyName)
  const isNew = !existsSync(file)
  if (isNew) writeWhole(file, utils.generateKeyPairSync('ed25519', { comment: 'butler' }).private)
  else if (process.platform !== 'win32') chmodSync(file, 0o600)
  const key = readFileSync(file, 'utf8')
  const parsed = utils.parseKey(key)
  if (parsed instanceof Error || !parsed.isPrivateKey()) throw new HomeFault('bad-host-key', file)
  return { key, fingerprint: fingerprintOf(parsed.getPublicSSH()), isNew }
}
