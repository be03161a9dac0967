import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPublicKeys } from '../../src/app/ssh-keys.ts'
import { makeWorld, type World } from '../world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await world.addTeam({ S001: 'supervisor', M001: 'manager', B001: 'butler' })
})
afterAll(() => world[Symbol.asyncDispose]())

/** A line as `ssh-keygen` writes it. */
function keyLine(fields: readonly Buffer[], name = 'a laptop'): string {
  const bytes = Buffer.concat(fields.flatMap((field) => [lengthOf(field), field]))
  return `${fields[0]?.toString()} ${bytes.toString('base64')} ${name}`
}

function lengthOf(field: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(field.length)
  return length
}

function ed25519(name?: string): string {
  const { x = '' } = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' })
  return keyLine([Buffer.from('ssh-ed25519'), Buffer.from(x, 'base64url')], name)
}

function rsa(bits: number): string {
  const { n = '', e = '' } = generateKeyPairSync('rsa', { modulusLength: bits }).publicKey.export({ format: 'jwk' })
  const positive = Buffer.concat([Buffer.alloc(1), Buffer.from(n, 'base64url')])
  return keyLine([Buffer.from('ssh-rsa'), Buffer.from(e, 'base64url'), positive])
}

test('a file of public keys is read line by line; comments and blank lines are passed over', () => {
  const text = `# of a team\r\n\n${ed25519('one')}\r\n${rsa(2048)}\n`
  expect(readPublicKeys(text)).toMatchObject([
    {
      name: 'one',
      text: expect.stringMatching(/^ssh-ed25519 \S+$/),
      fingerprint: expect.stringMatching(/^SHA256:.{43}$/),
    },
    { name: 'a laptop', text: expect.stringMatching(/^ssh-rsa \S+$/) },
  ])
})

test.each([
  ['a private key', '-----BEGIN OPENSSH PRIVATE KEY-----\nabc', 1, /private key/],
  ['half a key', ed25519().replace(/(\S{30})\S+ a laptop/, '$1'), 1, /not whole/],
  ['another type inside', ed25519().replace('ssh-ed25519', 'ecdsa-sha2-nistp256'), 1, /not whole/],
  ['a type that cannot be verified', `\n${keyLine([Buffer.from('ssh-dss'), Buffer.from('x')])}`, 2, /ssh-dss/],
  ['a short RSA key', rsa(1024), 1, /2048 bits/],
  ['nothing', '\n\n', 1, /expected a public key/],
  ['something else', 'Dear team, here is my key', 1, /expected a public key/],
])('%s is refused with its line', (_what, text, line, why) => {
  expect(readPublicKeys(text)).toMatchObject({ line, why: { en: expect.stringMatching(why) } })
})

test('a key is one person’s, a supervisor’s or a manager’s, and goes with them', async () => {
  const { authority, give } = world
  const keysOf = async () => (await authority.query.all('staffKey')).map(({ staffId }) => staffId)
  const add = (staffId: string, line: string) => {
    const [key] = readPublicKeys(line) as { text: string; name: string }[]
    return authority.execute('staff.addKey', { staffId, publicKey: key?.text, name: key?.name })
  }
  const [first, second] = [ed25519(), ed25519()]
  expect(await add('S001', first)).toMatchObject({ ok: true, result: { staffId: 'S001' } })
  expect(await add('M001', first)).toMatchObject({ ok: false, code: 'staff.key-known', data: { staffId: 'S001' } })
  expect(await add('B001', second)).toMatchObject({ ok: false, code: 'staff.key-role', data: { role: 'butler' } })
  expect(await add('X999', second)).toMatchObject({ ok: false, code: 'not-found' })
  expect(await add('M001', second)).toMatchObject({ ok: true })
  expect((await keysOf()).sort()).toEqual(['M001', 'S001'])

  // A supervisor who could add a key for a manager would be one.
  const supervisor = { as: { staffId: 'S001', role: 'supervisor' as const } }
  const [third] = readPublicKeys(ed25519()) as { text: string }[]
  const stolen = await authority.execute(
    'staff.addKey',
    { staffId: 'M001', publicKey: third?.text, name: '' },
    supervisor,
  )
  expect(stolen).toMatchObject({ ok: false, code: 'not-allowed' })

  await give('staff.revoke', { staffId: 'S001' })
  expect(await keysOf()).toEqual(['M001'])
  expect(await add('S001', first)).toMatchObject({ ok: false, code: 'staff.not-active' })
  const [left] = await authority.query.all('staffKey')
  await give('staff.removeKey', { keyId: left?.id })
  expect(await keysOf()).toEqual([])
})
