import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { environmentOf, mayClientSay } from '../../src/ssh/environment.ts'

const known = { folder: '/home/team', staffId: 'S001', said: {}, pty: null, connection: '127.0.0.1 1 127.0.0.1 2' }

test('a client says its language and what its terminal can do, and nothing that a program obeys', () => {
  expect(mayClientSay('LANG', 'zh_TW.UTF-8')).toBe(true)
  expect(mayClientSay('COLORTERM', 'truecolor')).toBe(true)
  for (const name of ['NODE_OPTIONS', 'BUTLER_HOME', 'BUTLER_CONFIG', 'EDITOR', 'PATH', 'LD_PRELOAD', 'TERM'])
    expect(mayClientSay(name, 'x'), name).toBe(false)
  expect(mayClientSay('LANG', '../../etc\n')).toBe(false)
  expect(mayClientSay('LANG', 'x'.repeat(101))).toBe(false)
})

test('a session has of the endpoint’s environment what it needs to run, and no editor', () => {
  const env = {
    ...{ PATH: '/bin', HOME: '/root', PGPASSWORD: 'x', BUTLER_STORE: 'postgres://here' },
    ...{
      EDITOR: 'vi',
      VISUAL: 'vi',
      SHELL: '/bin/sh',
      NODE_OPTIONS: '--inspect',
      BUTLER_HOME: '/else',
      LANG: 'de',
      TMUX: '1',
    },
  }
  expect(environmentOf({ ...known, said: { LANG: 'zh_CN.UTF-8' } }, env)).toEqual({
    ...{ PATH: '/bin', HOME: '/root', PGPASSWORD: 'x', BUTLER_STORE: 'postgres://here', LANG: 'zh_CN.UTF-8' },
    ...{ BUTLER_CONFIG: '/home/team/ssh-settings/S001.yaml', SSH_CONNECTION: known.connection },
  })
})

test.each([
  ['xterm-256color', { COLORTERM: 'truecolor' }, '3'],
  ['xterm-256color', {}, '2'],
  ['xterm', {}, '1'],
  ['dumb', {}, undefined],
  ['xterm-256color', { NO_COLOR: '1' }, undefined],
])('the colours of %s with %j are its own', (term, said, level) => {
  const env = environmentOf({ ...known, said, pty: { term, cols: 100, rows: 30 } }, {})
  expect(env).toMatchObject({ TERM: term, BUTLER_SSH_TERMINAL: '100x30' })
  expect(env['FORCE_COLOR']).toBe(level)
})

test.each(['..', '../../etc/passwd', '管 家', '.'])('the settings of %s lie in the home', (staffId) => {
  const { BUTLER_CONFIG: file = '' } = environmentOf({ ...known, staffId }, {})
  expect(dirname(join(file))).toBe('/home/team/ssh-settings')
})
