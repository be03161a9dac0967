import { expect, test } from 'vitest'
import { askedStore } from '../../src/app/settle-store.ts'
import { parsePostgres, postgresText } from '../../src/store/postgres-address.ts'

test('an address is read, and written without its password', () => {
  const parsed = parsePostgres('postgresql://li%40team:s3%2Fcret@db.example:6432/butler')
  expect(parsed?.password).toBe('s3/cret')
  expect(parsed?.address).toEqual({
    ...{ host: 'db.example', port: 6432, user: 'li@team', database: 'butler' },
    tls: 'verified',
  })
  expect(parsed && postgresText(parsed.address)).toBe('postgres://li%40team@db.example:6432/butler')
})

test('what goes over a network is encrypted and the server known, unless the address says otherwise', () => {
  const tlsOf = (text: string) => parsePostgres(text)?.address.tls
  expect(tlsOf('postgres://u@db.example/d')).toBe('verified')
  expect(tlsOf('postgres://u@127.0.0.1/d')).toBe('off')
  expect(tlsOf('postgres://u@[::1]/d')).toBe('off')
  expect(tlsOf('postgres://u@db.example/d?sslmode=require')).toBe('unverified')
  expect(tlsOf('postgres://u@db.example/d?sslmode=disable')).toBe('off')
  for (const mode of ['off', 'verified', 'unverified'] as const)
    for (const host of ['::1', 'db.example']) {
      const address = { host, port: 5432, user: 'u', database: 'd', tls: mode }
      expect(parsePostgres(postgresText(address))?.address).toEqual(address)
    }
})

test.each([
  'mysql://u@h/d',
  'postgres://h/d',
  'postgres://u@h',
  'postgres://u@h/d/e',
  'postgres://u@h/d?sslmode=maybe',
  'postgres://u@h/d?options=-cfoo',
  'postgres://u@h/d#e',
  'postgres://%zz@h/d',
  'butler.db',
])('%s is no address', (text) => {
  expect(parsePostgres(text)).toBeUndefined()
  expect(() => askedStore(text)).toThrow('bad-store')
})

test('a password among the arguments is refused, and not repeated', () => {
  for (const text of ['postgres://u:s3cret@h/d', 'postgres://u:s3cret@h/d?sslmode=maybe', 'postgre://u:s3cret@h']) {
    const refused = () => askedStore(text)
    expect(refused).toThrow('password-in-view')
    expect(refused).not.toThrow('s3cret')
  }
})
