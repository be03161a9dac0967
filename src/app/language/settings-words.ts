import { type Language, type Words, w } from '../../core/language.ts'
import type { choices, SettingsFault } from '../../core/settings/settings.ts'

/** What each setting is for. */
export const settingWords = {
  language: w(
    'language; auto: BUTLER_LANG, else the locale',
    '语言；auto：按 BUTLER_LANG，否则按系统',
    '語言；auto：依 BUTLER_LANG，否則依系統',
  ),
  theme: w(
    'colours of the workstation; auto: those of the terminal, none: no colour',
    '工作站颜色；auto：随终端，none：不用颜色',
    '工作站顏色；auto：依終端機，none：不用顏色',
  ),
} satisfies Record<keyof typeof choices, Words>

export const keysWords = w(
  'other keys for commands: NAME: [KEY, …] takes the place of all keys that it has; [] takes them away',
  '自定义按键：命令: [按键, …] 取代原有的全部按键，[] 表示不设按键',
  '自訂按鍵：指令: [按鍵, …] 取代原有的全部按鍵，[] 表示不設按鍵',
)

/** A fault of the settings as one sentence. */
export function settingsFaultWords(fault: SettingsFault, language: Language): string {
  return wordsOf(fault)[language]
}

function wordsOf(fault: SettingsFault): Words {
  switch (fault.is) {
    case 'notSettings':
      return w('expected settings, NAME: VALUE', '应为设置项，名称: 值', '應為設定項，名稱: 值')
    case 'unknown': {
      const known = fault.of.join(', ')
      const { name } = fault
      return w(
        `there is no setting ${name}; there are ${known}`,
        `没有设置项 ${name}，可用：${known}`,
        `沒有設定項 ${name}，可用：${known}`,
      )
    }
    case 'value': {
      const known = fault.of.join(', ')
      return w(`expected one of ${known}`, `应为其中之一：${known}`, `應為其中之一：${known}`)
    }
    case 'keyList':
      return w('expected keys: [n, ctrl+n]', '应为按键列表：[n, ctrl+n]', '應為按鍵清單：[n, ctrl+n]')
    case 'command':
      return w(
        `there is no command ${fault.name}; butler keys lists them`,
        `没有命令 ${fault.name}；butler keys 可列出`,
        `沒有指令 ${fault.name}；butler keys 可列出`,
      )
    case 'key':
      return w(
        `there is no key ${fault.key}; a key is one character, ctrl+LETTER, f1 to f12, enter, tab, space, an arrow, or two keys: g x`,
        `没有按键 ${fault.key}；按键可为单个字符、ctrl+字母、f1 至 f12、enter、tab、space、方向键，或两键连按：g x`,
        `沒有按鍵 ${fault.key}；按鍵可為單一字元、ctrl+字母、f1 至 f12、enter、tab、space、方向鍵，或兩鍵連按：g x`,
      )
    case 'taken': {
      const { key, by, screen } = fault
      const at = screen ?? ''
      return w(
        `${key} is ${by} already${at && ` (${at})`}`,
        `${key} 已用于 ${by}${at && `（${at}）`}`,
        `${key} 已用於 ${by}${at && `（${at}）`}`,
      )
    }
    case 'answer':
      return w(
        `${fault.key} says yes to what this command asks: it cannot begin it too`,
        `${fault.key} 是确认键，不能同时用来发起这个命令`,
        `${fault.key} 是確認鍵，不能同時用來發起這個指令`,
      )
    case 'needed':
      return w(`${fault.name} cannot be without a key`, `${fault.name} 不能没有按键`, `${fault.name} 不能沒有按鍵`)
    case 'fixed':
      return w(
        `the keys of ${fault.name} are its answers: they cannot be others`,
        `${fault.name} 的按键就是选项，不能更改`,
        `${fault.name} 的按鍵就是選項，不能更改`,
      )
  }
}
