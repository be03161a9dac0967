import { expect, test } from 'vitest'
import { explain, type Why } from '../../src/app/why/why.ts'
import { factSpecs } from '../../src/core/judgement/fact.ts'
import { judge } from '../../src/core/judgement/judge.ts'
import { type Language, languages } from '../../src/core/language.ts'
import { claim, claims, optionsOf, pack, type ClaimFixture } from '../core/judgement/fixture.ts'

function whyOf(fixture: ClaimFixture, language: Language = 'zh-Hans', changes: ClaimFixture['facts'] = {}): Why {
  const options = optionsOf(fixture)
  const facts = { ...fixture.facts, ...changes }
  const judgement = judge(pack(fixture.product), facts, options)
  const why = explain({ judgement, facts, pack: pack(fixture.product), overlays: options.overlays ?? [] }, language)
  if (!why) throw new Error('nothing is explained')
  return why
}

const told = ({ nodes }: Why) => nodes.map(({ text, arithmetic }) => [text, arithmetic].filter(Boolean).join(' '))
const keys = factSpecs.map(({ key }) => key)

test.each(languages)('every test claim is explained in words, with the clause of every node, in %s', (language) => {
  for (const fixture of claims) {
    const why = whyOf(fixture, language)
    const judgement = judge(pack(fixture.product), fixture.facts, optionsOf(fixture))
    expect(why.nodes.filter(({ is, part }) => is === 'rule' && part === 'gates')).toHaveLength(
      judgement.trace.gates.length,
    )
    for (const node of why.nodes) {
      const said = [node.text, node.remark, node.arithmetic, ...node.sum.map(({ label }) => label), ...node.notes].join(
        ' ',
      )
      expect(said, `${fixture.name}: ${said}`).not.toMatch(/undefined|NaN|\b[a-z]+_[a-z_]+\b/)
      expect(keys.filter((key) => said.includes(key))).toEqual([])
      for (const clause of node.clauses) expect(why.terms.clauses[clause]?.text, clause).toBeTruthy()
      if (node.part !== 'flags' && node.part !== 'overlays') expect(node.clauses.length).toBeGreaterThan(0)
    }
  }
})

/** What a person with a calculator gets from the line. */
function reckon(line: string): number | null {
  const [left = ''] = line.split(' = ')
  const sum = left
    .replaceAll(',', '')
    .replaceAll('天', '')
    .replaceAll('×', '*')
    .replace(/([\d.]+)%/, '$1/100')
  const min = /^min\(([\d.]+) (.+)\)$/.exec(left.replaceAll(/,(?=\d{3})/g, '').replace(', ', ' '))
  if (min) return Math.min(Number(min[1]), plain(min[2] ?? ''))
  return /[~?]/.test(sum) ? null : Math.max(0, plain(sum))
}

function plain(sum: string): number {
  if (!/^[\d.\s()+*/-]+$/.test(sum)) throw new Error(`not arithmetic: ${sum}`)
  return Number(new Function(`return ${sum}`)())
}

test('every sum comes out when it is done again by hand', () => {
  let done = 0
  for (const fixture of claims)
    for (const { arithmetic, is } of whyOf(fixture).nodes) {
      if (is !== 'step' || !arithmetic.includes(' = ')) continue
      const by = reckon(arithmetic)
      const result = arithmetic.split(' = ')[1]?.replaceAll(',', '') ?? ''
      if (by === null || /[~?]/.test(result)) continue
      expect(by, arithmetic).toBeCloseTo(Number(result), 1)
      done += 1
    }
  expect(done).toBeGreaterThan(40)
})

test('a comparison says the values that it was made of', () => {
  expect(told(whyOf(claim('T05')))).toContain('确诊日期 2026-04-01 > 2026-03-31 (生效日 2026-01-01 + 89天)')
  expect(told(whyOf(claim('T05'), 'en'))).toContain(
    'Diagnosed 2026-04-01 > 2026-03-31 (Effective 2026-01-01 + 89 days)',
  )
  expect(told(whyOf(claim('T07-unknown')))).toContain('急诊 = 是 (未知)')
})

test('a refusal names the rule that fails and what contests it', () => {
  const waiting = whyOf(claim('T06-v1')).nodes.find(({ is, clauses }) => is === 'rule' && clauses.includes('2.1'))
  expect(waiting).toMatchObject({ isGood: false, remark: '不满足', grounds: ['以等待期内出现症状为由拒赔'] })
})

const notesOf = (name: string, text: string) =>
  whyOf(claim(name)).nodes.find((node) => node.is === 'step' && node.text.startsWith(text))?.notes

test('what was counted before a sum begins is told entry by entry', () => {
  expect(notesOf('T20', '给付天数')).toEqual([
    '2026-05-02~2026-05-14  12天',
    '2026-06-10~2026-06-17  7天  同一原因',
    ...['免赔天数 3', '每次住院天数 90', '每年天数 180', '再次住院间隔天数 90', '本年度已赔天数 0'],
  ])
  expect(notesOf('T21', '各次门诊合计')?.[1]).toMatch(
    /^2026-03-12 {2}min\(\(1,020\.00 - .* - 100\.00\) × 80%, 500\.00\) = 500\.00$/,
  )
  expect(notesOf('T17', '按比例：伤残等级')).toEqual(['伤残等级：8, 8 → 7 → 40%'])
  expect(notesOf('T26', '起算')).toEqual([])
  const liability = whyOf(claim('T26')).nodes.find(({ notes }) => notes.length === 3)
  expect(liability?.text).toBe('起算')
  expect(liability?.notes[2]).toBe('+ max(0, 8,350.00 - 2,000.00) = 6,350.00  第三者财产损失 - 财产损失限额')
})

test('an extension of cover says what falls away and what changes, under the announcement’s address', () => {
  const [overlay] = whyOf(claim('T23-overlay')).nodes
  expect(overlay).toMatchObject({ part: 'overlays', value: true, clauses: ['2.1', '2.6'] })
  expect(overlay?.notes.join('\n')).toContain('https://announcements.example.com/2020/covid-19-extension')
  expect(overlay?.notes.join('\n')).toContain('免赔额 ¥10,000.00 → ¥0.00')
})

test('while an extension is open it is shown as if it applied, and says so', () => {
  const why = whyOf(claim('T23-overlay'), 'zh-Hans', { 'event.diagnosed_on': { from: '2020-04-15', to: '2020-05-10' } })
  expect(why.nodes[0]).toMatchObject({ value: 'unknown', remark: '未定' })
  expect(why.nodes[0]?.notes[0]).toContain('以下按适用展示')
})

test('while the version is open the newest is shown, and says so', () => {
  const {
    'policy.issued_on': _issued,
    'policy.concluded_on': _c,
    'policy.effective_on': _e,
    ...facts
  } = claim('T06-v1').facts
  const judgement = judge(pack('MED-MILLION'), facts, { asOf: '2021-07-21' })
  const why = explain({ judgement, facts, pack: pack('MED-MILLION'), overlays: [] }, 'zh-Hans')
  expect(why?.notes[0]).toContain('最新版本')
})
