import { expect, test } from 'vitest'
import { troubleOf } from '../../src/app/faults.ts'
import { HomeFault } from '../../src/app/home.ts'
import { refusals, refusalWords } from '../../src/app/refusals.ts'
import { languages } from '../../src/core/language.ts'
import { refusalCodes, refuse } from '../../src/core/refusal.ts'
import { Problem, Unreachable, problemTypes } from '../../src/sync/faults.ts'

test('every refusal has a sentence in every language, whatever its data', () => {
  for (const code of refusalCodes)
    for (const language of languages) {
      const said = refusalWords(refuse(code), language)
      expect(said, `${code} ${language}`).not.toBe('')
      expect(said).not.toMatch(/undefined|null|\[object/)
      expect(/[\u4e00-\u9fff]/.test(said), `${code} ${language}: ${said}`).toBe(language !== 'en')
    }
  expect(refusals['not-allowed'].exit).toBe(4)
  expect(refusals['case.already-taken'].exit).toBe(6)
})

test('sentences name people, times and fields', () => {
  const until = Date.UTC(2026, 2, 20, 2, 30)
  const taken = refuse('case.already-taken', { by: 'x1', until })
  expect(refusalWords(taken, 'zh-Hans', () => '秦立夏')).toBe('秦立夏已接手该事项，至 2026-03-20 10:30')
  expect(refusalWords(refuse('not-found', { entity: 'claim', id: 'k1' }), 'en')).toBe('no such claim here: k1')
  const missing = refuse('escalation.field-missing', { stepId: 's', fields: ['reason', 'refusedOn'] })
  expect(refusalWords(missing, 'en')).toBe('still to be filled: reason, refusedOn')
  const label = { en: 'Why', 'zh-Hans': '原因', 'zh-Hant': '緣由' }
  const labelled = refuse('escalation.field-missing', { stepId: 's', fields: ['reason'], labels: [label] })
  expect(refusalWords(labelled, 'zh-Hant')).toBe('還需填寫：緣由')
  const owning = refuse('staff.owns-customers', { staffId: 'b1', customers: 5 })
  expect(refusalWords(owning, 'en', () => '王小满')).toContain('still has 5 customers')
  const bad = refuse('escalation.bad-field', { field: 'ask', expected: 'enum', options: ['a', 'b'] })
  expect(refusalWords(bad, 'zh-Hant')).toBe('ask：應為以下之一：a, b')
})

test('faults that a person can mend are said, with their exit status; a bug is not', () => {
  expect(troubleOf(new HomeFault('no-such-staff', 'b9'), 'en')).toMatchObject({ exit: 4, code: 'no-such-staff' })
  expect(troubleOf(new Unreachable('http://127.0.0.1:1 cannot be reached'), 'zh-Hans')).toEqual({
    exit: 1,
    code: 'unreachable',
    message: '连不上端点 http://127.0.0.1:1；已保存的内容都在，恢复后会发送',
  })
  expect(troubleOf(new Problem(problemTypes.unauthorized, 401, 'no'), 'en')?.exit).toBe(4)
  const full = Object.assign(new Error('no space'), { code: 'SQLITE_FULL' })
  expect(troubleOf(full, 'en')?.message).toBe('the disk is full')
  const unwritten = Object.assign(new Error('disk I/O error'), {
    code: 'SQLITE_IOERR_SHMSIZE',
    path: '/home/butler.db',
  })
  expect(troubleOf(unwritten, 'en')).toMatchObject({
    exit: 1,
    message: 'the disk is full, or cannot be read or written: /home/butler.db',
  })
  const often = new Problem(problemTypes.rateLimited, 429, 'no', 29_500)
  expect(troubleOf(often, 'en')?.message).toMatch(/try again in 30 s$/)
  expect(troubleOf(new TypeError('x is not a function'), 'en')).toBeNull()
})
