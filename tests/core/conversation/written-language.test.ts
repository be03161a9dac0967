import { expect, test } from 'vitest'
import { writtenLanguage } from '../../../src/core/conversation/written-language.ts'

test.each([
  [['发票我都留着', '这个能报吗？'], 'zh-Hans'],
  [['出院小結同120的記錄我都有，可唔可以申請覆核？'], 'zh-Hant'],
  [['請問這張保單還有效嗎'], 'zh-Hant'],
  [['Can I still claim for last month?'], 'en'],
  [['好', '收到'], null],
  [['123'], null],
  [[], null],
] as const)('%j is %s', (words, language) => expect(writtenLanguage(words)).toBe(language))
