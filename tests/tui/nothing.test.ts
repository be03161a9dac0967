import { describe, expect, test } from 'vitest'
import { cellWidth } from '../../src/app/cells.ts'
import { languages } from '../../src/core/language.ts'
import type { SyncState } from '../../src/app/sync-loop.ts'
import { nothingLines } from '../../src/tui/present/nothing-lines.ts'
import { type Screen, type ScreenName, type State, emptyState } from '../../src/tui/state.ts'
import { dictionaries } from '../../src/tui/words/dictionary.ts'
import { keyed } from '../../src/tui/words/keyed.ts'
import { nextSteps } from '../../src/tui/words/next-steps.ts'

const now = Date.UTC(2026, 10, 23, 4)
const width = 34
const sync: SyncState = {
  ...{ is: 'synced', waiting: 0, refused: 0, syncedAt: now, offlineSince: null, problem: null, clockOffsetMs: 0 },
}
/** What an empty screen has in the place of its data; a list where nothing else is said. */
const empties: Partial<Record<ScreenName, unknown>> = {
  replies: { found: [], record: null, customerLanguage: null },
  precedents: { found: [] },
  boardRows: { rows: [], told: { at: now, total: 0, rows: [] }, from: 'now' },
  conversations: { talks: [], chosen: null },
}

function stateOf(is: ScreenName, data: unknown, more: Partial<State> = {}): State {
  const screen = {
    ...{ is, cursor: { index: 0 }, text: 'zzz', filter: '', fact: null, cursorId: null, top: 0 },
    data,
  } as unknown as Screen
  return {
    ...emptyState({ language: 'en', cols: 80, rows: 24, now }),
    ...{ stack: [screen], queue: data as State['queue'], sync, ...more },
  }
}

describe.each(languages)('in %s', (language) => {
  const words = dictionaries[language]
  const said = (is: ScreenName, data: unknown, more: Partial<State> = {}) => {
    const lines = nothingLines(stateOf(is, data, { language, ...more }), words, width)
    const rows = (lines ?? []).map(({ spans }) => spans.map(({ text }) => text).join(''))
    for (const row of rows) expect(cellWidth(row)).toBeLessThanOrEqual(width)
    return lines === null ? null : rows.join(language === 'en' ? ' ' : '')
  }
  const squeezed = (text: string | null) => text?.replaceAll(' ', '')

  test.each(Object.keys(nextSteps) as ScreenName[])('%s says what is the case and what to do next', (is) => {
    const { empty, gone, next } = nextSteps[is]
    expect(said(is, null)).toMatch(/…$/)
    const failed = squeezed(said(is, null, { fault: 'disk full' }))
    expect(failed).toContain('diskfull')
    expect(failed).toContain(squeezed(words.nothing.again))
    const states = [
      ...(gone && is !== 'queue' ? [[gone(words), 'gone'] as const] : []),
      ...(empty ? [[empty(words, 'zzz'), empties[is] ?? []] as const] : []),
    ]
    // The outbox has words of its own, the board its numbers; every other screen can be empty or lose what it was about.
    expect(states.length > 0 || is === 'outbox' || is === 'board').toBe(true)
    for (const [what, data] of states) {
      const here = squeezed(said(is, data))
      expect(here).toContain(squeezed(what))
      expect(here).toContain(squeezed(keyed(next[language])))
      const away = squeezed(said(is, data, { sync: { ...sync, is: 'offline', offlineSince: now } }))
      expect(away).toContain(squeezed(words.nothing.offline('12:00')))
      expect(squeezed(said(is, data, { sync: { ...sync, is: 'new' } }))).toContain(squeezed(words.nothing.firstSync))
      expect(squeezed(said(is, data, { sync: { ...sync, is: 'stopped' } }))).toContain(squeezed(words.nothing.stopped))
    }
  })
})

test('words are each in their own language', () => {
  for (const { next } of Object.values(nextSteps)) {
    expect(next.en).not.toMatch(/\p{Script=Han}/u)
    expect(next['zh-Hans']).toMatch(/\p{Script=Han}/u)
    expect(next['zh-Hant']).not.toMatch(/[们这说话发开关时间门问条队续术检险费赔]/u)
  }
})
