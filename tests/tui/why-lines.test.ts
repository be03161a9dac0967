import { expect, test } from 'vitest'
import { cellWidth } from '../../src/app/cells.ts'
import type { ClaimChecklist } from '../../src/app/claim-checklist.ts'
import { suppose, supposedAnswers } from '../../src/app/what-if.ts'
import { judge } from '../../src/core/judgement/judge.ts'
import { questions } from '../../src/core/judgement/questions.ts'
import { languages } from '../../src/core/language.ts'
import { layoutOf } from '../../src/tui/layout.ts'
import { questionLines } from '../../src/tui/present/checklist-lines.ts'
import type { Line } from '../../src/tui/present/line.ts'
import { nodeLines, traceLines, whyOf } from '../../src/tui/present/trace-lines.ts'
import { supposedLines, suppositionLines } from '../../src/tui/present/what-if-lines.ts'
import type { State } from '../../src/tui/state.ts'
import { dictionaries } from '../../src/tui/words/dictionary.ts'
import { claim, claims, optionsOf, pack, type ClaimFixture } from '../core/judgement/fixture.ts'

function checklistOf(fixture: ClaimFixture): ClaimChecklist {
  const { asOf, overlays = [] } = optionsOf(fixture)
  const { facts } = fixture
  const product = pack(fixture.product)
  const judgement = judge(product, facts, { asOf, overlays })
  const asked = { questions: questions(product, facts, { asOf, overlays }), judgement, facts, pack: product }
  return {
    claim: { facts, refusedOn: null },
    checklist: { ...asked, askedUnknown: [], overlays: overlays.map(({ id }) => id) },
    ...{ overlays, asOf, signed: null, productName: product.name['zh-Hans'] },
  } as unknown as ClaimChecklist
}

const stateIn = (language: State['language']) => ({ language, staff: new Map(), now: 0 }) as unknown as State
const textOf = ({ spans }: Line) => spans.map(({ text }) => text).join('')
const textsOf = (lines: readonly Line[]) => lines.map(textOf)

/** Nothing is cut off at the edge of its pane, wide characters counted as two. */
function expectWithin(lines: readonly Line[], width: number, what: string) {
  for (const line of lines) {
    const cells = line.spans.reduce((sum, span) => sum + (span.cells ?? cellWidth(span.text)), 0)
    expect(cells, `${what}: ${textOf(line)}`).toBeLessThanOrEqual(width)
  }
}

const sizes = languages.flatMap((language) => [80, 120].map((cols) => ({ language, cols })))

test.each(sizes)(
  'why every test claim came out so fits its panes, in $language at $cols columns',
  ({ language, cols }) => {
    const { left, right } = layoutOf(cols, 24, false)
    for (const fixture of claims) {
      const data = checklistOf(fixture)
      const count = whyOf(data, language)?.nodes.length ?? 0
      expect(count).toBeGreaterThan(3)
      expectWithin(traceLines(data, 0, stateIn(language), dictionaries[language], left).lines, left, fixture.name)
      for (let at = 0; at < count; at++)
        expectWithin(nodeLines(data, at, language, right), right, `${fixture.name} ${at}`)
    }
  },
)

test.each(sizes)('every supposition fits its panes, in $language at $cols columns', ({ language, cols }) => {
  const { left, right } = layoutOf(cols, 24, false)
  const [state, words] = [stateIn(language), dictionaries[language]]
  for (const fixture of claims.filter((_, at) => at % 4 === 0)) {
    const data = checklistOf(fixture)
    if (!data.checklist) continue
    const supposing = { checklist: data.checklist, overlays: data.overlays, asOf: data.asOf }
    for (const question of data.checklist.questions) {
      const screen = { claim: data, question, answers: supposedAnswers(supposing, question) }
      expectWithin(supposedLines(screen, 0, state, words, left).lines, left, `${fixture.name} ${question.fact}`)
      expectWithin(suppositionLines(screen, 1, state, words, right), right, `${fixture.name} ${question.fact}`)
    }
  }
})

test('the chosen step shows its sum figure by figure, its clause, and where each fact comes from', () => {
  const data = checklistOf(claim('T05'))
  const nodes = whyOf(data, 'zh-Hans')?.nodes ?? []
  const at = nodes.findIndex(({ text }) => text === '减去：医保已付')
  expect(textsOf(nodeLines(data, at, 'zh-Hans', 60))).toEqual(
    expect.arrayContaining([
      '  186,420.55 上一步',
      '-  92,310.20 医保已付',
      '=  94,110.35',
      'v 医保已付  ¥92,310.20 · 清单回答',
      expect.stringContaining('2.5 '),
    ]),
  )
})

test('what was supposed is never to be taken for what stands', () => {
  const data = checklistOf(claim('T05'))
  if (!data.checklist) throw new Error('no checklist')
  const question = data.checklist.questions.find(({ fact }) => fact === 'bill.social_paid_fen')
  if (!question) throw new Error('not asked')
  const supposing = { checklist: data.checklist, overlays: data.overlays, asOf: data.asOf }
  const [now, ...others] = supposedAnswers(supposing, question)
  const answers = [...(now ? [now] : []), suppose(supposing, question.fact, 0), ...others]
  const screen = { claim: data, question, answers }
  const words = dictionaries['zh-Hant']
  const right = textsOf(suppositionLines(screen, 1, stateIn('zh-Hant'), words, 60))
  expect(right[0]).toBe('假如 醫保已付：假設 ¥0.00')
  expect(right[1]).toBe('僅為假設，不儲存，也不能簽署。')
  const left = textsOf(supposedLines(screen, 1, stateIn('zh-Hant'), words, 60).lines).join('\n')
  expect(left).toContain('現在 (¥92,310.20)')
  expect(left).toContain('> 假設 ¥0.00')
  expect(left).toContain('+¥92,310.20')
})

test('the heading counts the questions that move the verdict, not those of clocks that may never run', () => {
  const { checklist } = checklistOf(claim('T07-unknown'))
  const open = checklist?.questions.filter(({ state }) => state !== 'answered') ?? []
  expect(open.length).toBeGreaterThan(1)
  const [title] = questionLines(checklist?.questions ?? [], null, stateIn('en'), dictionaries.en, 60).lines
  expect(title && textOf(title)).toBe('Questions  1 left')
})
