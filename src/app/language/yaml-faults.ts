import type { ErrorCode } from 'yaml'
import { type Language, type Words, w } from '../../core/language.ts'

/** What is wrong with the syntax of a YAML file, and what to do; a rare fault in the words of the library. */
export function yamlFaultWords(code: ErrorCode, message: string, language: Language): string {
  // A bracket that is never closed is told as a matter of the lines after it.
  const told = code === 'BAD_INDENT' && message.includes('end with a') ? 'MISSING_CHAR' : code
  return (known[told] ?? others(message))[language]
}

const others = (message: string) =>
  w(`this is not YAML: ${message}`, `不是有效的 YAML：${message}`, `不是有效的 YAML：${message}`)
const indent = w(
  'the line is set in otherwise than its neighbours: as many blanks as they have',
  '缩进与相邻行不一致：请用相同数量的空格',
  '縮排與相鄰行不一致：請用相同數量的空格',
)
const colon = w(
  'a setting is NAME: VALUE on a line of its own, with a blank after the colon',
  '每项设置单独一行，写作“名称: 值”，冒号后要有空格',
  '每項設定單獨一行，寫作「名稱: 值」，冒號後要有空格',
)
const anchor = w(
  'an & or * stands here that belongs to nothing: put the value in quotes',
  '这里的 & 或 * 没有对应内容：请给值加引号',
  '這裡的 & 或 * 沒有對應內容：請給值加引號',
)

const known: Partial<Record<ErrorCode, Words>> = {
  BAD_INDENT: indent,
  BLOCK_IN_FLOW: w(
    'a list in brackets has no lines of its own: close the bracket first',
    '方括号内不能另起缩进块：请先补上右括号',
    '方括號內不能另起縮排區塊：請先補上右括號',
  ),
  MISSING_CHAR: w(
    'a sign is missing here: a quote, a bracket, a comma or a colon is not closed',
    '此处缺少符号：引号、括号、逗号或冒号未写全',
    '此處缺少符號：引號、括號、逗號或冒號未寫全',
  ),
  DUPLICATE_KEY: w('this name stands here twice: keep one', '名称重复：请只保留一处', '名稱重複：請只保留一處'),
  TAB_AS_INDENT: w(
    'a tab sets nothing in: write blanks',
    '缩进不能用制表符：请改用空格',
    '縮排不能用定位字元：請改用空格',
  ),
  UNEXPECTED_TOKEN: w(
    'nothing may stand here: put the value in quotes if it belongs to it',
    '此处不应有内容：如属于值，请加引号',
    '此處不應有內容：如屬於值，請加引號',
  ),
  BAD_SCALAR_START: w(
    'a value does not begin with this sign: put it in quotes',
    '值不能以此符号开头：请加引号',
    '值不能以此符號開頭：請加引號',
  ),
  BAD_DQ_ESCAPE: w(
    'a backslash in double quotes begins a sign that there is not: use single quotes',
    '双引号内的反斜杠写法无效：请改用单引号',
    '雙引號內的反斜線寫法無效：請改用單引號',
  ),
  MULTILINE_IMPLICIT_KEY: colon,
  BLOCK_AS_IMPLICIT_KEY: colon,
  BAD_ALIAS: anchor,
  ALIAS_PROPS: anchor,
  MULTIPLE_ANCHORS: anchor,
}
