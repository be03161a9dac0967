import { expect, test } from 'vitest'
import { judgementText, rightsAfterRefusal } from '../../../src/core/claim/words.ts'
import { judge } from '../../../src/core/judgement/judge.ts'
import { languages } from '../../../src/core/language.ts'
import { yuan } from '../../../src/core/money.ts'
import { claim, claims, optionsOf, pack } from '../judgement/fixture.ts'

const customer = { name: '欧阳晓雯', gender: 'female' } as const

function told(name: string, language: (typeof languages)[number], insuredName = '小满', more = {}) {
  const one = claim(name)
  const facts = { ...one.facts, ...more }
  const judgement = judge(pack(one.product), facts, optionsOf(one))
  const to = { customer, product: { pack: pack(one.product) }, policy: { insuredName } }
  return { judgement, text: judgementText(language, to, { judgement, facts, otherPolicies: ['暖心住院津贴'] }) }
}

const lastWord = {
  en: 'the insurer has the last word',
  'zh-Hans': '最终以保险公司核定为准',
  'zh-Hant': '最終以保險公司核定為準',
}

test.each(claims.map(({ name }) => name))(
  '%s: what is said has its clause, amount, reason, rights and the last word',
  (name) => {
    for (const language of languages) {
      const { judgement, text } = told(name, language)
      expect(text).not.toMatch(/undefined|null|\[object|\{\{|。。|\.\.| {2}/)
      expect(text).toContain(lastWord[language])
      switch (judgement.verdict) {
        case 'payable':
          expect(text).toContain(`¥${yuan(judgement.amountFen.max)}`)
          for (const clause of judgement.clauses) expect(text).toContain(clause)
          break
        case 'needs_info':
          expect(text).toContain(judgement.nextQuestion?.text[language])
          break
        case 'not_payable':
          expect(text).toContain(judgement.quotes[judgement.clauses[0] ?? '']?.replace(/。$/, ''))
          expect(text).toContain('暖心住院津贴')
          if (judgement.refundFen > 0) expect(text).toContain(yuan(judgement.refundFen))
      }
    }
  },
)

test('what takes the claim out of cover is named (T04)', () => {
  expect(told('T04', 'zh-Hans').text).toContain('确诊日期：2026-01-30')
  expect(told('T04', 'en').text).toContain('Diagnosed 2026-01-30')
})

test('covered, but nothing left to pay, is not called out of cover', () => {
  const little = { 'bill.total_fen': 1_500_000, 'bill.social_paid_fen': 1_120_418 }
  const { judgement, text } = told('T01', 'zh-Hans', '小满', little)
  expect(judgement).toMatchObject({ verdict: 'not_payable', liability: 'in' })
  expect(text).toContain('属于安心百万医疗的保障范围')
  expect(text).toContain('0元')
  expect(text).not.toContain('不在保障范围')
})

test('a refund is the insurer’s to pay', () => {
  expect(told('T14', 'zh-Hans').text).toContain('请保险公司退还给您6,480.00元')
})

test('condolence is for a death, and never to the one who has died', () => {
  expect(told('T18', 'zh-Hans').text).toMatch(/^欧阳女士您好，请您节哀/)
  expect(told('T18', 'zh-Hans', customer.name).text).toMatch(/^家属您好，请您节哀/)
  expect(told('T18', 'en', customer.name).text).toMatch(/^Dear family, please accept our deepest sympathy\. [A-Z]/)
  expect(told('T19', 'zh-Hans', '小满', { 'event.outcome': 'injury' }).text).not.toContain('节哀')
})

test('after a refusal nobody is sent to file again', () => {
  const rights = rightsAfterRefusal(['late_decision'], ['special_case_candidate']).map((right) => right['zh-Hans'])
  expect(rights[0]).toContain('复核')
  expect(rights.join()).toContain('超过核定期限')
  expect(rights.join()).toContain('特事特办')
  expect(rights.join()).not.toContain('仍然提交')
})
