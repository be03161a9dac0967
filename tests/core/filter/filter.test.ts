import { expect, test } from 'vitest'
import { type FieldValue, matcherOf, type Sought } from '../../../src/core/filter/match.ts'
import { readFilter } from '../../../src/core/filter/terms.ts'

const now = Date.UTC(2026, 2, 20, 2, 0)
const hour = 3_600_000
const fields: Record<string, FieldValue['is']> = {
  kind: 'text',
  band: 'number',
  due: 'time',
  waiting: 'lasting',
  with: 'text',
}

const row = (keys: string, kind: string, band: number, dueIn: number | null, waitingMs: number | null): Sought => ({
  keys,
  fields: {
    kind: { is: 'text', keys: kind },
    band: { is: 'number', value: band },
    due: { is: 'time', at: dueIn === null ? null : now + dueIn },
    waiting: { is: 'lasting', ms: waitingMs },
    with: { is: 'text', keys: ' 李示例 lishili lsl' },
  },
})
const rows = {
  chen: row(' 陈大文 chendawen cdw renewal 续保 xubao xb', ' renewal 续保 xubao xb', 5, 48 * hour, null),
  ouyang: row(' 欧阳若兰 ouyangruolan oyrl claim 理赔 lipei lp lapsed', ' claim 理赔 lipei lp', 1, -2 * hour, 5 * hour),
  wang: row(' 王小明 wangxiaoming wxm question 咨询', ' question 咨询', 4, null, 30 * 60_000),
  zhao: row(' 赵敏 zhaomin zm renewal 续保', ' renewal 续保', 6, 30 * 24 * hour, null),
}

function left(text: string) {
  const { matches, faults } = matcherOf(readFilter(text), fields, now)
  const names = Object.entries(rows).flatMap(([name, sought]) => (matches(sought) ? [name] : []))
  return { names, faults: faults.map(({ is, field, value }) => `${is} ${field} ${value}`) }
}

test.each([
  ['', ['chen', 'ouyang', 'wang', 'zhao']],
  ['cdw', ['chen']],
  ['陈大文', ['chen']],
  ['大文', ['chen']],
  ['ｃｄｗ', ['chen']],
  ['!lapsed', ['chen', 'wang', 'zhao']],
  ['！lapsed', ['chen', 'wang', 'zhao']],
  ['renewals', ['chen', 'zhao']],
  ['renewals !zm', ['chen']],
  ['kind:renewal', ['chen', 'zhao']],
  ['kind：xb', ['chen']],
  ['!kind:renewals', ['ouyang', 'wang']],
  ['band:1', ['ouyang']],
  ['band<=4', ['ouyang', 'wang']],
  ['due<7d', ['chen', 'ouyang']],
  ['due:7d', ['chen']],
  ['due>7d', ['zhao']],
  ['!due<7d', ['wang', 'zhao']],
  ['due:today', ['ouyang']],
  ['due:2026-03-22', ['chen']],
  ['due<2026-03-22', ['ouyang']],
  ['due<=2026-03-22', ['chen', 'ouyang']],
  ['waiting>1h', ['ouyang']],
  ['@lsl', ['chen', 'ouyang', 'wang', 'zhao']],
  ['@wang', []],
  // Still being typed: nothing is left out yet.
  ['due<', ['chen', 'ouyang', 'wang', 'zhao']],
  ['!', ['chen', 'ouyang', 'wang', 'zhao']],
])('%j leaves %j', (text, names) => {
  expect(left(text)).toEqual({ names, faults: [] })
})

test.each([
  ['colour:red cdw', ['chen'], ['field colour red']],
  ['due<soon', ['chen', 'ouyang', 'wang', 'zhao'], ['value due soon']],
  ['due<2026-02-30', ['chen', 'ouyang', 'wang', 'zhao'], ['value due 2026-02-30']],
  ['band:x', ['chen', 'ouyang', 'wang', 'zhao'], ['value band x']],
  ['kind<3', ['chen', 'ouyang', 'wang', 'zhao'], ['value kind 3']],
])('%j says what in it means nothing', (text, names, faults) => {
  expect(left(text)).toEqual({ names, faults })
})
