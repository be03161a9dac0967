import { expect, test } from 'vitest'
import { copyToTerminal } from '../../src/app/clipboard.ts'

function terminal(isTTY = true) {
  const told: string[] = []
  return { told, isTTY, write: (text: string) => told.push(text) > 0 }
}
const copy = (to: ReturnType<typeof terminal>, text: string, env: Record<string, string> = {}) =>
  copyToTerminal(to as never, text, env)

test('a terminal is told the text in base64 by OSC 52, whatever is in it', () => {
  const to = terminal()
  const text = '陈先生，您好\u001b]52;c;!\u0007\n𠮷 end'
  expect(copy(to, text)).toBe('copied')
  expect(to.told).toEqual([`\u001b]52;c;${Buffer.from(text).toString('base64')}\u0007`])
})

test('within tmux it is told once more, wrapped, for the terminal around it', () => {
  const to = terminal()
  copy(to, 'x', { TMUX: '/tmp/tmux-0/default,1,0' })
  expect(to.told).toEqual(['\u001b]52;c;eA==\u0007', '\u001bPtmux;\u001b\u001b]52;c;eA==\u0007\u001b\\'])
})

test('what is no terminal, or too long for one, is told nothing', () => {
  const [pipe, dumb, full] = [terminal(false), terminal(), terminal()]
  expect(copy(pipe, 'x')).toBe('no-terminal')
  expect(copy(dumb, 'x', { TERM: 'dumb' })).toBe('no-terminal')
  expect(copy(full, '陈'.repeat(24_999))).toBe('too-long')
  expect([pipe.told, dumb.told, full.told]).toEqual([[], [], []])
  expect(copy(full, '陈'.repeat(24_998))).toBe('copied')
  expect(full.told[0]?.length).toBeLessThanOrEqual(100_000)
})
