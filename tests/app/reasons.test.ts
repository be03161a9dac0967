import { expect, test } from 'vitest'
import { breakdownLines, momentText, reasonWords } from '../../src/app/language/reasons.ts'
import type { Case } from '../../src/core/case/schema.ts'
import { breakdown, orderQueue } from '../../src/core/queue/order.ts'

const hour = 3_600_000
const now = Date.UTC(2026, 2, 20, 2)

function caseWith(over: Partial<Case>): Case {
  return {
    ...{ id: 'k', customerId: 'c', kind: 'claim', title: 't', state: 'open', role: 'butler', priority: 'normal' },
    ...{
      concern: null,
      waitingSince: null,
      clocks: [],
      hold: null,
      holds: [],
      dueOn: null,
      lacksDocuments: false,
      takenBy: null,
    },
    ...{
      takenUntil: null,
      conversationId: null,
      claimId: null,
      openedBy: 'b',
      openedAt: 0,
      doneAt: null,
      outcome: null,
    },
    ...over,
  }
}

const reasonsOf = (over: Partial<Case>) => orderQueue([caseWith(over)], now)[0]?.reasons ?? []

test('a row says why it stands there in each language', () => {
  const decide = { code: 'decide', kind: 'statutory', startsAt: now - 240 * hour, metAt: null } as const
  const clocks = [{ ...decide, dueAt: now + 48 * hour }]
  const pressing = reasonsOf({ clocks, waitingSince: now - 3.2 * hour, priority: 'high' })
  expect(reasonWords(pressing, 'zh-Hans')).toBe('核定剩2天 · 等3时12分 · 高')
  expect(reasonWords(pressing, 'zh-Hant')).toBe('核定剩2天 · 等3時12分 · 高')
  expect(reasonWords(pressing, 'en')).toBe('decision 2d left · waiting 3h 12m · high')
  expect(reasonWords(reasonsOf({ clocks: [{ ...decide, dueAt: now - 48 * hour }] }), 'zh-Hans')).toBe('核定超2天')
  expect(reasonWords(reasonsOf({ concern: 'life', waitingSince: now - 9 * hour }), 'zh-Hans')).toBe(
    '生命 · 等9时 · 中+2',
  )
  expect(reasonWords(reasonsOf({ kind: 'renewal', dueOn: '2026-03-20' }), 'zh-Hans')).toBe('2026-03-20 到期 · 续保')
})

test('the breakdown reads every rule, and says why a case is not in the queue', () => {
  const hold = { reason: '等调查结果', waitingOn: 'insurer', wakeAt: now + 26 * hour } as const
  const lines = breakdownLines(breakdown(caseWith({ hold, waitingSince: now - hour }), now), 'zh-Hans')
  expect(lines.map(({ rule }) => rule)).toEqual([1, 2, 3, 4, 5, 6, 7])
  expect(lines[0]).toEqual({
    rule: 1,
    applies: true,
    name: '不在队列',
    words: '挂起至 2026-03-21 12:00，等保险公司：等调查结果',
  })
  expect(lines[4]).toMatchObject({ applies: true, words: '等1时 · 中' })
})

test('instants are written in the time of the business', () => {
  expect(momentText(Date.UTC(2026, 2, 20, 16, 5))).toBe('2026-03-21 00:05')
})
