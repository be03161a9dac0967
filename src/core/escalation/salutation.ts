import type { Customer } from '../customer/schema.ts'
import type { Language } from '../language.ts'

/** Surnames of two characters, in both scripts. */
const compoundSurnames = new Set(
  (
    '欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 东方 東方 夏侯 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐 司徒 长孙 長孫 宇文 端木 南宫 南宮 ' +
    '独孤 獨孤 轩辕 軒轅 百里 呼延 申屠 太史 东郭 東郭 西门 西門 澹台 澹臺 公冶 宗政 濮阳 濮陽 淳于 单于 單于 太叔 仲孙 仲孫 ' +
    '钟离 鍾離 鲜于 鮮于 闻人 聞人 闾丘 閭丘 司空 司寇 赫连 赫連 第五 拓跋 万俟'
  ).split(' '),
)

/**
 * How a customer is addressed (客户称呼): surname and 先生 or 女士, Mr or Ms; the full name where the gender is not known, because
 * a wrong title is worse than none.
 */
export function salutationOf(customer: Pick<Customer, 'name' | 'gender'>, language: Language): string {
  const name = customer.name.trim()
  if (customer.gender === 'unknown' || name === '') return name
  const isMale = customer.gender === 'male'
  const surname = surnameOf(name)
  return language === 'en' ? `${isMale ? 'Mr' : 'Ms'} ${surname}` : `${surname}${isMale ? '先生' : '女士'}`
}

function surnameOf(name: string): string {
  const words = name.split(/[\s·•]+/)
  if (words.length > 1) return words.at(-1) ?? name
  if (!/^\p{Script=Han}+$/u.test(name)) return name
  const characters = [...name]
  const two = characters.slice(0, 2).join('')
  return characters.length > 2 && compoundSurnames.has(two) ? two : (characters[0] ?? name)
}
