import type { Language } from '../language.ts'

/** Characters of daily writing that only one of the two scripts has; enough of them stand in any two sentences. */
const simplified = /[这个们国说还没赔险应关来时会对发经无电话请问吗么为过给钱医费谢]/gu
const traditional = /[這個們國說還沒賠險應關來時會對發經無電話請問嗎麼為過給錢醫費謝嘅咗唔係俾]/gu

/** The language in which somebody writes, from their own words; null where these do not tell. */
export function writtenLanguage(words: readonly string[]): Language | null {
  const text = words.join('\n')
  const [hans, hant] = [text.match(simplified)?.length ?? 0, text.match(traditional)?.length ?? 0]
  if (hans !== hant) return hant > hans ? 'zh-Hant' : 'zh-Hans'
  if (/\p{Script=Han}/u.test(text)) return null
  return /[A-Za-z]{3}/.test(text) ? 'en' : null
}
