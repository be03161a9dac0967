import type { Random } from './random.ts'

export type Script = 'hans' | 'hant'
export type Sex = 'female' | 'male'

/** The most usual surnames come several times as often as the others. */
const usualSurnames = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高']
const otherSurnames = [
  ...'郑梁谢宋唐许邓冯韩曹彭肖蔡潘田董袁于余叶蒋杜苏魏程吕丁沈姚卢姜崔钟谭陆汪范金石廖贾夏韦方白邹孟熊秦邱江尹薛闫',
  ...'段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翁殷詹申耿关焦左柳甘祝包宁',
]
/** Surnames that are read otherwise than the character alone: Shàn, Zēng, Qiú, Xiè, Ōu, Zhā, Piáo, Gě, Zhái, Rén, Yuè. */
const heteronymSurnames = [...'单曾仇解区查朴盖翟任乐']
const compoundSurnames = [
  '欧阳',
  '司徒',
  '上官',
  '诸葛',
  '司马',
  '皇甫',
  '尉迟',
  '慕容',
  '夏侯',
  '端木',
  '东方',
  '令狐',
]

/** First and last characters of given names: most do not sound right in the other place. */
const femaleGiven = {
  first: [...'雨思诗晓雅佳梦欣语若心子一可秀玉淑春海慧静美丽红小清书瑾文云安怡月'],
  last: [...'婷静敏丽娟艳芳娜英霞玲兰琳燕莉梅倩颖慧佳怡欣悦涵瑶萱馨宁舒岚妍洁琴桐雯蕾莹璐'],
}
const maleGiven = {
  first: [...'志建国文海俊子浩宇天一明思嘉承泽睿永立正晓家景庆少振世'],
  last: [...'伟强磊洋勇军杰涛超明刚平辉鹏飞斌宇凯健帆博轩林峰龙阳晨恩诚昊然哲瑞华东航宁毅'],
}
/** Characters that many systems lose: outside the common sets, or outside the first 65,536 code points. */
const rareCharacters = ['㐆', '䶮', '𠮷', '龑', '堃', '喆', '翀', '赟', '犇', '燚', '玥', '昇', '祎', '旻', '頔', '㛃']

const hantSurnames = [...'陳黃李張林梁劉吳鄭葉馮鄧謝蕭蘇羅許蔡盧譚鍾馬龐簡何周', '歐陽', '司徒']
const hantFemaleNames =
  '詠琪 嘉欣 美玲 淑芬 雅婷 怡君 麗華 穎兒 曉彤 寶儀 婉儀 詩韻 慧敏 佩珊 靜雯 秀蓮 凱琳 思穎 鳳儀 樂瑤'.split(' ')
const hantMaleNames =
  '志偉 家豪 俊傑 建國 子軒 文龍 國棟 偉倫 浩然 振邦 啟賢 耀輝 永康 世傑 卓賢 冠宇 承翰 柏翰 學謙 禮賢'.split(' ')

/** A surname, as the script and the customer's part of the country have it. */
export function surnameOf(random: Random, script: Script): string {
  if (script === 'hant') return random.pick(hantSurnames)
  const kind = random.weighted([
    [usualSurnames, 56],
    [otherSurnames, 37],
    [heteronymSurnames, 4],
    [compoundSurnames, 3],
  ])
  return random.pick(kind)
}

/** A given name of one or two characters; with a surname that makes a name of two to four Han characters. */
function givenNameOf(random: Random, script: Script, sex: Sex): string {
  if (script === 'hant') return random.pick(sex === 'female' ? hantFemaleNames : hantMaleNames)
  const { first, last } = sex === 'female' ? femaleGiven : maleGiven
  const ending = random.chance(0.02) ? random.pick(rareCharacters) : random.pick(last)
  if (random.chance(0.2)) return ending
  return random.chance(0.03) ? ending + ending : random.pick(first) + ending
}

/**
 * A name that does not share the initials `cdw` with the walkthrough's customer 陳大文, whom those three keys are to find
 * alone.
 */
export function nameOf(random: Random, script: Script, sex: Sex, surname: string): string {
  for (;;) {
    const name = surname + givenNameOf(random, script, sex)
    const [first = '', second = '', third = ''] = name
    if (!('陈陳程曹蔡崔楚柴'.includes(first) && '东大丹德栋冬'.includes(second) && '文伟偉雯婉武'.includes(third)))
      return name
  }
}

/** How a butler addresses somebody: 欧阳女士, 陳先生. */
export function addressOf(surname: string, sex: Sex): string {
  return surname + (sex === 'female' ? '女士' : '先生')
}
