import type { Language, Words } from '../../core/language.ts'
import { inTraditional } from './fold.ts'
import type { Problem } from './problem.ts'

/** Every sentence that an import says. Values and headers of the file are quoted in them as they stand. */
const words = (en: string, hans: string, hant: string): Words => ({ en, 'zh-Hans': hans, 'zh-Hant': hant })

/** Why a whole file cannot be imported. */
export const says = {
  notFound: (file: string) => words(`no such file: ${file}`, `找不到文件：${file}`, `找不到檔案：${file}`),
  isDirectory: (file: string) =>
    words(`this is a folder, not a file: ${file}`, `这是文件夹，不是文件：${file}`, `這是資料夾，不是檔案：${file}`),
  notText: (kind: string) =>
    words(
      `this is a ${kind} file, not text: save it as CSV UTF-8 and import that`,
      `这是 ${kind} 文件，不是文本：请另存为“CSV UTF-8”再导入`,
      `這是 ${kind} 檔案，不是文字：請另存為「CSV UTF-8」再匯入`,
    ),
  badEncoding: (offset: number, encoding: string | null) =>
    words(
      `the byte at offset ${offset} is ${encoding ? `not ${name(encoding)}, as the text before it is` : 'neither UTF-8 nor GB18030'}`,
      `第 ${offset} 字节处${encoding ? `不是 ${name(encoding)}，而前文是` : '既不是 UTF-8 也不是 GB18030'}`,
      `第 ${offset} 位元組處${encoding ? `不是 ${name(encoding)}，而前文是` : '既不是 UTF-8 也不是 GB18030'}`,
    ),
  gzipCutOff: () =>
    words(
      'the gzip file ends too early: fetch it again; nothing that it holds was imported from where it breaks off',
      'gzip 文件不完整，在中途断开：请重新获取；断开处之后的内容没有导入',
      'gzip 檔案不完整，在中途斷開：請重新取得；斷開處之後的內容沒有匯入',
    ),
  gzipDamaged: () =>
    words('the gzip file is damaged: fetch it again', 'gzip 文件已损坏：请重新获取', 'gzip 檔案已損壞：請重新取得'),
  xlsxFromStream: () =>
    words(
      'XLSX is read from a file, not from standard input: name the file',
      'XLSX 须从文件读取，不能从标准输入读取：请给出文件名',
      'XLSX 須從檔案讀取，不能從標準輸入讀取：請給出檔名',
    ),
  badXlsx: (why: string) =>
    words(
      `the XLSX file cannot be read (${why}): open it in Excel and save it again`,
      `无法读取 XLSX 文件（${why}）：请用 Excel 打开后重新保存`,
      `無法讀取 XLSX 檔案（${why}）：請用 Excel 開啟後重新儲存`,
    ),
  noSheet: (sheet: string, found: string[]) =>
    words(
      `no sheet ${sheet}; the file has: ${found.join(', ')}`,
      `没有工作表 ${sheet}；文件中有：${found.join('、')}`,
      `沒有工作表 ${sheet}；檔案中有：${found.join('、')}`,
    ),
  emptyFile: () => words('the file has no rows', '文件里没有数据', '檔案裡沒有資料'),
  jsonArray: () =>
    words(
      'the file is one JSON array: write one object a line (JSONL)',
      '文件是一个 JSON 数组：请每行写一个对象（JSONL）',
      '檔案是一個 JSON 陣列：請每行寫一個物件（JSONL）',
    ),
  missingColumns: (missing: string[], found: string[]) =>
    words(
      `no column for ${missing.join(' · ')}; the file has: ${found.join(', ') || 'none'}`,
      `缺少必需的列：${missing.join(' · ')}；文件中的列：${found.join('、') || '无'}`,
      `缺少必需的欄：${missing.join(' · ')}；檔案中的欄：${found.join('、') || '無'}`,
    ),
  columnTwice: (field: string, headers: string[]) =>
    words(
      `the columns ${headers.join(' and ')} are both read as ${field}: choose one in a mapping file`,
      `列${headers.join('、')}都会读作 ${field}：请用映射文件选定其一`,
      `欄${headers.join('、')}都會讀作 ${field}：請用對應檔選定其一`,
    ),
  badMapping: (file: string) =>
    words(`the mapping file ${file} is not right`, `映射文件 ${file} 有误`, `對應檔 ${file} 有誤`),
  absentHeaders: (file: string, absent: string[], found: string[]) =>
    words(
      `the mapping file ${file} names columns that the file does not have: ${absent.join(', ')}; it has: ${found.join(', ')}`,
      `映射文件 ${file} 中的列在文件里没有：${absent.join('、')}；文件中的列：${found.join('、')}`,
      `對應檔 ${file} 中的欄在檔案裡沒有：${absent.join('、')}；檔案中的欄：${found.join('、')}`,
    ),
  badRejectsFile: (file: string) =>
    words(
      `the rejects file may not be the file that is imported: ${file}`,
      `退回文件不能是正在导入的文件：${file}`,
      `退回檔不能是正在匯入的檔案：${file}`,
    ),
  refused: (code: string) => words(`refused: ${code}`, `被拒绝：${code}`, `被拒絕：${code}`),
} as const

/** What a value should have been. */
export const expected = {
  filled: (what: Words) => words(`a value: ${what.en}`, `不能为空，${what['zh-Hans']}`, `不能為空，${what['zh-Hant']}`),
  text: (most: number) => words(`text of 1 to ${most} characters`, `1 到 ${most} 个字`, `1 到 ${most} 個字`),
  id: () => words('an id of 1 to 64 characters', '1 到 64 个字符的编号', '1 到 64 個字元的編號'),
  date: () =>
    words(
      'a date that exists, such as 2020-03-13, 2020/3/13 or 2020年3月13日',
      '真实存在的日期，如 2020-03-13、2020/3/13、2020年3月13日',
      '真實存在的日期，如 2020-03-13、2020/3/13、2020年3月13日',
    ),
  instant: () =>
    words(
      'a date and time such as 2026-03-01 09:05 (China time) or 2026-03-01T01:05:00Z',
      '日期和时间，如 2026-03-01 09:05（北京时间）或 2026-03-01T01:05:00Z',
      '日期和時間，如 2026-03-01 09:05（北京時間）或 2026-03-01T01:05:00Z',
    ),
  amount: () =>
    words(
      'an amount in yuan, not negative, with at most two decimals, such as 6,480.00 or 1.2万',
      '以元为单位的金额，不为负，最多两位小数，如 6,480.00 或 1.2万',
      '以元為單位的金額，不為負，最多兩位小數，如 6,480.00 或 1.2萬',
    ),
  fen: () => words('a whole number of fen, not negative', '以分为单位的非负整数', '以分為單位的非負整數'),
  phone: () =>
    words(
      '5 to 20 digits, such as 13800000001; not 1.38E+10: format the column as text in Excel',
      '5 到 20 位数字，如 13800000001；不能是 1.38E+10：请在 Excel 中把该列设为文本',
      '5 到 20 位數字，如 13800000001；不能是 1.38E+10：請在 Excel 中把該欄設為文字',
    ),
  identity: () =>
    words(
      '5 to 24 letters and digits; not 1.1E+17: format the column as text in Excel',
      '5 到 24 位字母和数字；不能是 1.1E+17：请在 Excel 中把该列设为文本',
      '5 到 24 位字母和數字；不能是 1.1E+17：請在 Excel 中把該欄設為文字',
    ),
  oneOf: (values: readonly string[], chinese: readonly string[]) =>
    words(`one of: ${values.join(', ')}`, `${chinese.join('、')}之一`, `${inTraditional(chinese.join('、'))}之一`),
  tags: () =>
    words(
      'at most 40 tags of at most 40 characters, with ; between them',
      '最多 40 个标签，每个最多 40 字，以“；”分隔',
      '最多 40 個標籤，每個最多 40 字，以「；」分隔',
    ),
  household: () =>
    words(
      'at most 20 members such as 配偶:李某某:1990-01-01, with ; between them',
      '最多 20 位家庭成员，如“配偶:李某某:1990-01-01”，以“；”分隔',
      '最多 20 位家庭成員，如「配偶:李某某:1990-01-01」，以「；」分隔',
    ),
  noControls: () =>
    words(
      'text without control characters (other than tab and line break)',
      '不含控制字符的文本（制表符和换行除外）',
      '不含控制字元的文字（定位字元和換行除外）',
    ),
  shortened: () =>
    words(
      'all the digits: a spreadsheet has shortened this number; format the column as text, fill the digits in again and save',
      '完整的数字：表格软件把它缩写成了科学计数法；请把该列设为文本，重新填入完整号码后保存',
      '完整的數字：試算表軟體把它縮寫成了科學記號；請把該欄設為文字，重新填入完整號碼後儲存',
    ),
  unmerged: (range: string) =>
    words(
      `a cell of its own: ${range} are merged; unmerge them and fill in every row`,
      `独立的单元格：${range} 是合并单元格；请取消合并并逐行填写`,
      `獨立的儲存格：${range} 是合併儲存格；請取消合併並逐列填寫`,
    ),
  firstTime: () =>
    words(
      'an id that is not used earlier in the same file',
      '同一文件中前面没有用过的编号',
      '同一檔案中前面沒有用過的編號',
    ),
  cells: (count: number) =>
    words(`no more than ${count} cells, as in the header`, `不超过表头的 ${count} 列`, `不超過表頭的 ${count} 欄`),
  closedQuote: () => words('a closing quotation mark (")', '有结束的引号（"）', '有結束的引號（"）'),
  jsonObject: () => words('one JSON object on the line', '一行一个 JSON 对象', '一行一個 JSON 物件'),
  once: (field: string) => words(`${field} given only once`, `${field} 只给一次`, `${field} 只給一次`),
  butler: () => words('the id of a butler who is on the staff', '在职管家的编号', '在職管家的編號'),
  time: () =>
    words('a time of day such as 09:00 or 21:30', '一天中的时间，如 09:00、21:30', '一天中的時間，如 09:00、21:30'),
  dialled: () =>
    words(
      'a phone number: digits, with blanks or hyphens between',
      '电话号码：数字，可用空格或连字符分隔',
      '電話號碼：數字，可用空格或連字號分隔',
    ),
  colleague: () => words('the id of somebody on the staff', '在职员工的编号', '在職員工的編號'),
  freeTime: () =>
    words('a time at which this person works no other shift', '该员工没有其他班次的时间', '該員工沒有其他班次的時間'),
  customer: () => words('the id of an imported customer', '已导入客户的编号', '已匯入客戶的編號'),
  product: () => words('the code of an imported product', '已导入产品的代码', '已匯入產品的代碼'),
  unique: () => words('a value that no other row has', '与其他记录不重复的值', '與其他紀錄不重複的值'),
  field: (fields: readonly string[]) =>
    words(
      `a field of this kind: ${fields.join(', ')}`,
      `这种文件的字段：${fields.join('、')}`,
      `這種檔案的欄位：${fields.join('、')}`,
    ),
  verbatim: (text: string) => words(text, text, text),
} as const

/** The header of the last column of a rejects file. Any of the three is left out when the file is read again. */
export const reasonHeader: Words = words('reason', '原因', '原因')

const quoted = {
  en: (text: string) => `“${text}”`,
  'zh-Hans': (text: string) => `“${text}”`,
  'zh-Hant': (text: string) => `「${text}」`,
} as const satisfies Record<Language, (text: string) => string>

/** A problem in one line without its place in the file: `column 5 “phone”: “1.4E+10”, expected …`. */
export function reasonText(problem: Pick<Problem, 'column' | 'value' | 'expected'>, language: Language): string {
  const quote = (text: string) => quoted[language](visible(text))
  const { column } = problem
  const value = problem.value === '' ? empty[language] : quote(problem.value)
  const number = column?.number ?? null
  const where = column ? `${number === null ? '' : nth[language](number)}${quote(column.name)}` : ''
  if (language === 'en') return `${where}${where ? ': ' : ''}${value}, expected ${problem.expected}`
  return `${where}${where ? '：' : ''}${value}，要求：${problem.expected}`
}

/** A problem in one line with its place: `customers.csv:7: column 5 “phone”: …`. */
export function problemText(problem: Problem, language: Language): string {
  return `${visible(problem.file)}:${problem.line}: ${reasonText(problem, language)}`
}

/** Text of the file with control and bidi characters written out, so that a terminal shows them and obeys none. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (character) =>
    character === '\n' ? '\\n' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

const empty: Words = words('(empty)', '（空）', '（空）')
const nth: Record<Language, (number: number) => string> = {
  en: (number) => `column ${number} `,
  'zh-Hans': (number) => `第 ${number} 列`,
  'zh-Hant': (number) => `第 ${number} 欄`,
}

function name(encoding: string): string {
  return encoding.toUpperCase()
}
