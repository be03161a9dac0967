/** Traditional characters of headers and choices, each before its Simplified twin. */
const pairs =
  '編编號号員员職职務务崗岗位位會会別别機机電电話话聯联繫系絡络證证碼码標标籤签簽签開开戶户產产險险種种' +
  '狀状態态發发訖讫間间來来歸归屬属額额費费繳缴終终滿满滅灭斷断單单據据紀纪錄录識识內内問问訊讯時时鐘钟' +
  '導导師师線线獨独監监護护親亲兒儿媽妈爺爷孫孙經经總总質质檢检級级專专顧顾協协賠赔訴诉請请應应與与' +
  '進进預预約约過过後后從从對对雙双團团體体關关係系變变為为領领養养贈赠給给寬宽週周轉转續续遠远網网頁页' +
  '際际價价萬万億亿圓圆長长國国區区縣县鄉乡門门資资訂订購购賬账姊姐夥伙責责檔档動动態态實实稱称稅税臺台' +
  '於于郵邮談谈術术業业層层岡冈數数據据'
const simplified = new Map<string, string>()
for (let at = 0; at + 1 < pairs.length; at += 2) simplified.set(pairs[at] ?? '', pairs[at + 1] ?? '')

const traditional = new Map([...simplified].map(([from, to]) => [to, from]))

/** The same words in Traditional characters; good for the words of this folder only, as it knows no context. */
export function inTraditional(text: string): string {
  return text.replace(/[\u4e00-\u9fff]/g, (character) => traditional.get(character) ?? character)
}

/**
 * A header or choice without what does not matter in it: width, case, white space, `_ - . * “ ”`, Simplified or Traditional.
 */
export function fold(text: string): string {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-.·*'"“”「」\ufeff\u200b]+/g, '')
  return plain.replace(/[\u4e00-\u9fff]/g, (character) => simplified.get(character) ?? character)
}
