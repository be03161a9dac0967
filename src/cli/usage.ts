import type { CommanderError } from 'commander'
import { w } from '../core/language.ts'
import type { Language, Words } from '../core/language.ts'

/** A usage error of the parser, in words; what it names stays as it was typed. */
export function usageWords({ code, message }: CommanderError): Words {
  const told = message.replace(/^error: /, '')
  const named = [...told.matchAll(/'([^']*)'/g)].map((match) => match[1] ?? '')
  const [first = '', second = ''] = named
  const help = { en: 'see butler --help', zh: '见 butler --help', hant: '見 butler --help' }
  switch (code) {
    case 'commander.unknownOption':
      return w(`${told}; ${help.en}`, `没有选项 ${first}；${help.zh}`, `沒有選項 ${first}；${help.hant}`)
    case 'commander.unknownCommand':
      return w(`${told}; ${help.en}`, `没有命令 ${first}；${help.zh}`, `沒有指令 ${first}；${help.hant}`)
    case 'commander.missingArgument':
      return w(told, `缺少参数 ${first}`, `缺少參數 ${first}`)
    case 'commander.optionMissingArgument':
      return w(told, `选项 ${first} 缺少值`, `選項 ${first} 缺少值`)
    case 'commander.missingMandatoryOptionValue':
      return w(told, `必须给出选项 ${first}`, `必須給出選項 ${first}`)
    case 'commander.invalidArgument': {
      const why = told.replace(/^.*? is invalid[^.]*\.\s*/s, '')
      // Of an option its flags are named first, of an argument its value.
      const [what, value] = told.startsWith('command-argument') ? [second, first] : [first, second]
      return w(told, `${what} 的值 ${value} 无效。${why}`, `${what} 的值 ${value} 無效。${why}`)
    }
    case 'commander.excessArguments':
      return w(`${told} ${help.en}`, `命令或参数过多；${help.zh}`, `指令或參數過多；${help.hant}`)
    default:
      return w(told, told, told)
  }
}

const titles: Readonly<Record<string, Words>> = {
  'Usage:': w('Usage:', '用法：', '用法：'),
  'Arguments:': w('Arguments:', '参数：', '參數：'),
  'Options:': w('Options:', '选项：', '選項：'),
  'Global Options:': w('Global options:', '全局选项：', '全域選項：'),
  'Commands:': w('Commands:', '命令：', '指令：'),
}

/** The parser's own headings of a help page. */
export function titleIn(language: Language, title: string): string {
  return titles[title]?.[language] ?? title
}
