import { expect, test } from 'vitest'
import { differenceWords } from '../../src/app/language/difference-words.ts'
import { suppose, supposedAnswers, type Supposing } from '../../src/app/what-if.ts'
import { judge } from '../../src/core/judgement/judge.ts'
import { questions } from '../../src/core/judgement/questions.ts'
import { claim, optionsOf, pack } from '../core/judgement/fixture.ts'

function supposing(name: string): Supposing & { ask: (fact: string) => ReturnType<typeof supposedAnswers> } {
  const fixture = claim(name)
  const { asOf, overlays = [] } = optionsOf(fixture)
  const product = pack(fixture.product)
  const judgement = judge(product, fixture.facts, { asOf, overlays })
  const whole = { checklist: { judgement, facts: fixture.facts, pack: product, askedUnknown: [] }, overlays, asOf }
  const asked = questions(product, fixture.facts, { asOf, overlays })
  return {
    ...whole,
    ask: (fact) => {
      const question = asked.find((one) => one.fact === fact)
      if (!question) throw new Error(`nobody asks ${fact}`)
      return supposedAnswers(whole, question)
    },
  }
}

test('an open question: what stands, then each answer with the verdict that the judgement itself foretells', () => {
  const { ask, checklist } = supposing('T07-unknown')
  const [now, ...others] = ask('event.emergency')
  expect(now).toMatchObject({ isNow: true, answer: null, judgement: { verdict: 'needs_info' } })
  expect(others.map(({ answer, judgement: { verdict, amountFen } }) => ({ answer, verdict, amountFen }))).toEqual(
    checklist.judgement.nextQuestion?.effects.map(({ answer, verdict, amountFen }) => ({ answer, verdict, amountFen })),
  )
})

test('an answered question: what stands is not listed twice, and nothing given is changed', () => {
  const { ask, checklist } = supposing('T07-emergency')
  const before = JSON.stringify(checklist.facts)
  const [now, ...others] = ask('event.emergency')
  expect(now).toMatchObject({ isNow: true, answer: true })
  expect(others.map(({ answer }) => answer)).not.toContain(true)
  expect(others.find(({ answer }) => answer === false)).toMatchObject({ judgement: { verdict: 'not_payable' } })
  expect(JSON.stringify(checklist.facts)).toBe(before)
})

test('a supposed amount, a supposed “nobody knows”', () => {
  const all = supposing('T05')
  const doubled = suppose(all, 'bill.social_paid_fen', 0)
  expect(doubled.judgement.amountFen).toEqual({ min: 18642055, max: 18642055 })
  expect(differenceWords(all.checklist.judgement, doubled.judgement, 'zh-Hans')).toBe('+¥92,310.20')
  const unknown = suppose(all, 'bill.social_paid_fen', null)
  expect(unknown).toMatchObject({ isNow: false, judgement: { verdict: 'needs_info' } })
  expect(differenceWords(all.checklist.judgement, unknown.judgement, 'en')).toBe('least -¥94,110.35 · most +¥92,310.20')
  expect(differenceWords(all.checklist.judgement, all.checklist.judgement, 'zh-Hant')).toBe('不變')
})

test('supposing another day of issue brings in the other version of the terms', () => {
  const later = suppose(supposing('T06-v1'), 'policy.issued_on', '2022-10-01')
  expect(later).toMatchObject({ isNow: false, judgement: { pack: { version: 'v2' } } })
})

test('supposing a day of diagnosis takes the extension of cover along', () => {
  const all = supposing('T23-overlay')
  expect(suppose(all, 'event.diagnosed_on', '2020-05-01').judgement).toMatchObject({
    verdict: 'not_payable',
    overlays: [],
  })
})
