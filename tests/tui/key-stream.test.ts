import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { KeyStream, splitKeys } from '../../src/tui/key-stream.ts'

test.each([
  ['jjj', false, ['j', 'j', 'j']],
  ['jjj', true, ['jjj']],
  ['text\r', true, ['text', '\r']],
  ['陈大文', true, ['陈大文']],
  ['陈大', false, ['陈', '大']],
  ['\x1b[A\x1b[B', false, ['\x1b[A', '\x1b[B']],
  ['a\x1b[1;5Cb', true, ['a', '\x1b[1;5C', 'b']],
  ['\x1bc', false, ['\x1b', 'c']],
  ['\x1bOPx', false, ['\x1bOP', 'x']],
  ['\x10abc', true, ['abc']],
  ['\x10', false, ['\x10']],
  ['cdw\r/', true, ['cdw', '\r', '/']],
  ['j\x1b[200~qd\x1b[201~k', false, ['j', 'k']],
  ['\x1b[200~第一行\r\n第二行\r\n\x1b[201~', true, ['第一行 第二行 ']],
  ['\x15', true, []],
  ['👨‍👩‍👧j', false, ['👨‍👩‍👧', 'j']],
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

test('an arrow that comes in two pieces is an arrow', async () => {
  const { source, until } = stream(5_000)
  source.write('j\x1b')
  expect(await until(1)).toEqual(['j'])
  source.write('[')
  source.write('Ak')
  expect(await until(3)).toEqual(['j', '\x1b[A', 'k'])
})

test('a lone Esc is the Esc key once nothing follows, and never the Alt of what follows', async () => {
  const { source, until } = stream(10)
  source.write('\x1b')
  expect(await until(1)).toEqual(['\x1b[27u'])
  source.write('\x1bc')
  expect(await until(3)).toEqual(['\x1b[27u', '\x1b[27u', 'c'])
})

test('a pasted tab is a blank, and nothing that steers a terminal comes with the text', () => {
  expect(splitKeys('\x1b[200~甲乙丙\t丁戊\x07己\x1b[201~', true)).toEqual(['甲乙丙 丁戊己'])
})
