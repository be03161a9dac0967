import { PassThrough } from 'node:stream'
import { expect, test, vi } from 'vitest'
import { KeyStream, splitKeys } from '../../src/tui/key-stream.ts'

test.each([
  ['jjj', false, ['jjj']],
  ['text\r', true, ['text', '\r']],
  ['陈大文', true, ['陈大文']],
  ['\x1b[A\x1b[B', false, ['\x1b[A', '\x1b[B']],
  ['a\x1b[1;5Cb', true, ['a', '\x1b[1;5C', 'b']],
  ['\x1bc', false, ['\x1b', 'c']],
  ['\x1bc', true, ['\x1b', 'c']],
  ['\x1bb', false, ['\x1b', 'b']],
  ['x\x1bb\x1bf\x1bd\x1b\x7f', true, ['x', '\x1bb', '\x1bf', '\x1bd', '\x1b\x7f']],
  ['\x1bOPx', false, ['\uf701', 'x']],
  ['\x1b[15~\x1b[24~', true, ['\uf705', '\uf70c']],
  ['\x10abc', true, ['\x10', 'abc']],
  ['\x01\x05\x15', true, ['\x01', '\x05', '\x15']],
  ['cdw\r/', true, ['cdw', '\r', '/']],
  ['j\x1b[200~q\rd\x1b[A\x1b[201~k', false, ['j', '\x1b[200~q\rd\x1b[A\x1b[201~', 'k']],
  ['\x1b[200~第一行\r\n第二行\r\n\x1b[201~\r', true, ['\x1b[200~第一行\r\n第二行\r\n\x1b[201~', '\r']],
])('%j while typing %s is %j', (chunk, isTyping, keys) => {
  expect(splitKeys(chunk, isTyping)).toEqual(keys)
})

function stream(escapeMs: number) {
  const source = new PassThrough()
  const keys = new KeyStream(source as unknown as NodeJS.ReadStream, { isTyping: () => false, escapeMs })
  const read: string[] = []
  keys.on('data', (key: string) => read.push(key))
  const until = async (count: number) => {
    while (read.length < count) await new Promise((resolve) => keys.once('data', resolve))
    return read
  }
  return { source, until, keys }
}

test('terminal 4: an arrow that comes in two pieces is an arrow', async () => {
  const { source, until } = stream(5_000)
  source.write('j\x1b')
  expect(await until(1)).toEqual(['j'])
  source.write('[')
  source.write('Ak')
  expect(await until(3)).toEqual(['j', '\x1b[A', 'k'])
})

test('terminal 4: a lone Esc is the Esc key once nothing follows, and never the Alt of what follows', async () => {
  const { source, until } = stream(10)
  source.write('\x1b')
  expect(await until(1)).toEqual(['\x1b[27u'])
  source.write('\x1bc')
  expect(await until(3)).toEqual(['\x1b[27u', '\x1b[27u', 'c'])
})

test('terminal 4: what has begun as a sequence waits longer than an Esc for its rest', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const { source, until } = stream(50)
    source.write('\x1b[')
    await new Promise((resolve) => setImmediate(resolve))
    vi.advanceTimersByTime(300)
    source.write('A')
    expect(await until(1)).toEqual(['\x1b[A'])
  } finally {
    vi.useRealTimers()
  }
})

test('terminal 4: a paste of 100 kB that comes in pieces is one read', async () => {
  const { source, until } = stream(10)
  const text = '赔付金额\r\n'.repeat(6_000)
  const sent = `\x1b[200~${text}\x1b[201~`
  for (let at = 0; at < sent.length; at += 4_096) source.write(sent.slice(at, at + 4_096))
  source.write('k')
  expect(await until(2)).toEqual([sent, 'k'])
})
