import { expect, test } from 'vitest'
import { broken, problemsOf } from './broken-pack.ts'

const words = (text: string) => ({ en: 'x', 'zh-Hans': text, 'zh-Hant': text })
const clause = (text: string) => ({ title: '条款', text })
const document = (text: string) => ({ code: 'other_proof', clause: '3.2', name: words(text), why: words('用途') })

const symptoms = clause('等待期内被保险人出现症状体征的疾病，我们不承担保险责任。')
const bySymptom = { after: ['event.first_symptom_on', 'policy.effective_on'] }
const grace = clause('应付日后六十日为宽限期。')
const survival = clause('初次确诊且生存期满三十日的，给付重大疾病保险金。')
const renewable = clause('保险期间届满，投保人可以重新申请。')
const automatic = clause('期满自动续保，但本合同不保证续保。')
const lifetime = clause('终身限额六百万元。')
const funeral = clause('受益人应当提供死亡证明、户籍注销证明和丧葬证明。')
const sport = { eq: ['event.exclusion', 'dangerous_sport'] }
const before = { eq: ['history.had_before', true] }
const t0 = 'terms/0'

// 健康保险管理办法 2019 · 2022-07-27 等待期通知 · 负面清单 2025 第 8、10、11 项
test.each([
  ['med-million', 'terms/1/params/waiting_days', 181, 'waiting-too-long', '181 days is over 180'],
  ['med-million', 'terms/1/clauses/2.1', symptoms, 'waiting-by-symptom', 'clause 2.1'],
  ['med-million', 'terms/1/gates/1/when', bySymptom, 'waiting-by-symptom', 'waiting goes by the first symptoms'],
  ['term', `${t0}/documents/5`, document('火化证明'), 'unreasonable-document', '火化'],
  ['acc', `${t0}/documents/14`, document('殡葬证明'), 'unreasonable-document', '殡葬'],
  ['acc', `${t0}/documents/0`, document('车票票根原件'), 'unreasonable-document', '车票'],
  ['term', `${t0}/clauses/3.2`, funeral, 'unreasonable-document', 'clause 3.2 asks for cremation or funeral'],
  ['ci-long', `${t0}/clauses/2.3.1`, survival, 'unreasonable-condition', 'surviving a period'],
])('%s refused at %s: what no terms may say', (file, at, value, rule, message) => {
  expectRefused(file, at, value, rule, at, message)
})

test('terms on symptoms may stand where their sale ended, not while they are on sale', () => {
  expect(problemsOf(broken('med-million', 'terms/0/version', 'v1'))).toEqual([])
  const at = 'terms/0/gates/1/when'
  expectRefused('med-million', 'terms/0/issued', { from: '2019-07-01' }, 'waiting-by-symptom', at, '2022-07-27')
})

// 银保监办发〔2021〕7号
test.each([
  ['child', `${t0}/clauses/1.3`, renewable, 'renewal-wording', `${t0}/clauses`, 'no clause says 不保证续保'],
  ['cash', `${t0}/clauses/1.4`, automatic, 'renewal-wording', `${t0}/clauses/1.4`, 'automatic renewal'],
  ['cancer-med', `${t0}/clauses/2.4`, lifetime, 'renewal-wording', `${t0}/clauses/2.4`, 'lifetime limit'],
  ['cancer-med', 'summary', words('终身限额六百万元'), 'renewal-wording', 'summary', 'lifetime limit'],
  ['child', `${t0}/clauses/5.1`, grace, 'grace-in-short-term', `${t0}/clauses/5.1`, 'grace period'],
  ['cash', `${t0}/params/grace_days`, 60, 'grace-in-short-term', `${t0}/params/grace_days`, 'grace_days'],
  ['cash', `${t0}/dates/graceEndsOn`, 'event.on', 'grace-in-short-term', `${t0}/dates/graceEndsOn`, 'graceEndsOn'],
])('%s refused at %s: short-term health insurance', (file, at, value, rule, where, message) => {
  expectRefused(file, at, value, rule, where, message)
})

test('what binds short-term health insurance does not bind a guaranteed renewal or a life policy', () => {
  for (const file of ['med-million', 'elder-cancer'])
    expect(problemsOf(broken(file, `${t0}/clauses/5.1`, grace))).toEqual([])
  expect(problemsOf(broken('term', `${t0}/params/grace_days`, 61))).toEqual([])
})

// 重大疾病保险的疾病定义使用规范 2020
test.each([
  [`${t0}/params/mild_bp`, 3001, 'mild-over-30', `${t0}/benefits/2/amount`, '15005000 fen, over 30 % of the 50000000'],
  [`${t0}/exclusions/9/when`, sport, 'exclusion-beyond-norm', `${t0}/exclusions/9/when`, 'dangerous_sport'],
  [`${t0}/exclusions/0/when`, before, 'exclusion-beyond-norm', `${t0}/exclusions/0/when`, 'history.had_before'],
])('ci-long refused at %s: the norm of critical illness', (at, value, rule, where, message) => {
  expectRefused('ci-long', at, value, rule, where, message)
})

test('the limits themselves are allowed', () => {
  expect(problemsOf(broken('ci-long', `${t0}/params/waiting_days`, 180))).toEqual([])
  expect(problemsOf(broken('ci-long', `${t0}/params/mild_bp`, 3000))).toEqual([])
})

function expectRefused(file: string, at: string, value: unknown, rule: string, where: string, message: string): void {
  const path = where.replaceAll('/', '.')
  const found = problemsOf(broken(file, at, value))
  expect(found).toContainEqual({ rule, path, message: expect.stringContaining(message) as string })
}
