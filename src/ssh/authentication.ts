import { createHash } from 'node:crypto'
import type { AuthContext, Connection } from 'ssh2'
import type { Home } from '../app/home.ts'
import { fingerprintOf, textOfKey } from '../app/ssh-keys.ts'
import { isLeader } from '../core/staff/roles.ts'
import { ssh2 } from './ssh2.ts'

/** As many keys as OpenSSH lets a client try. */
const mostAttempts = 6

export type Known = { staffId: string; keyId: string; fingerprint: string }

/** Whose key it is, if they may look in now. */
export async function guestOf(home: Home, keyId: string): Promise<string | null> {
  const key = await home.query.row('staffKey', keyId)
  const staff = key && (await home.query.row('staff', key.staffId))
  return staff?.isActive && isLeader(staff.role) ? staff.id : null
}

/**
 * Lets a client in by its key alone; the user name means nothing. Resolves once it is in; `failed` is told of each key that opens
 * nothing here.
 */
export function authenticate(
  client: Connection,
  home: Home,
  failed: (fingerprint: string | null) => void,
): Promise<Known> {
  let attempts = 0
  return new Promise((resolve) => {
    client.on('authentication', (context) => {
      void decide(context).catch(() => refuse(context, null))
    })

    async function decide(context: AuthContext): Promise<void> {
      // How a client asks which methods there are: no attempt.
      if (context.method === 'none') return context.reject(['publickey'])
      if (context.method !== 'publickey') return refuse(context, null)
      const { algo, data } = context.key
      // SHA-1 signatures prove nothing any more.
      if (algo === 'ssh-rsa' && context.signature && !/^sha(?:256|512)$/.test(context.hashAlgo ?? ''))
        return refuse(context, fingerprintOf(data))
      const keyId = createHash('sha256')
        .update(textOfKey(typeIn(data), data))
        .digest('hex')
      const staffId = await guestOf(home, keyId)
      if (staffId === null) return refuse(context, fingerprintOf(data))
      if (context.signature) {
        const { utils } = await ssh2()
        const key = utils.parseKey(data)
        const isGood =
          !(key instanceof Error) &&
          context.blob !== undefined &&
          key.verify(context.blob, context.signature, context.hashAlgo) === true
        if (!isGood) return refuse(context, fingerprintOf(data))
        resolve({ staffId, keyId, fingerprint: fingerprintOf(data) })
      }
      context.accept()
    }

    function refuse(context: AuthContext, fingerprint: string | null): void {
      failed(fingerprint)
      if (++attempts >= mostAttempts) client.end()
      else context.reject(['publickey'])
    }
  })
}

/** The type that stands in the bytes of a key. */
function typeIn(data: Buffer): string {
  const length = data.length >= 4 ? data.readUInt32BE(0) : 0
  return data.subarray(4, 4 + Math.min(length, 64)).toString('latin1')
}
