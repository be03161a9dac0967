import { w } from '../../core/language.ts'
import type { RefusalCode } from '../../core/refusal.ts'
import type { RefusalSentence } from '../refusals.ts'
import { count, text } from './refusal-data.ts'
import { expectedWords } from './refusals-of-escalation.ts'
import { variableWords } from './reply-words.ts'

/** The sentences of the refusals that a reply of the library can meet. */
export const replyRefusalWords = {
  'reply.slot-empty': ({ slots }) => {
    const names = (language: 'en' | 'zh-Hans' | 'zh-Hant', between: string) =>
      (Array.isArray(slots) ? slots.map(text) : []).map((slot) => variableWords(slot)?.[language] ?? slot).join(between)
    return w(
      `the reply still has empty places: ${names('en', ', ')}`,
      `话术中还有空缺：${names('zh-Hans', '、')}`,
      `話術中還有空缺：${names('zh-Hant', '、')}`,
    )
  },
  'reply.changed': () =>
    w(
      'the record has changed and the reply with it: read it again, then send',
      '资料有变化，话术也随之改变，请重新看过再发送',
      '資料有變動，話術也隨之改變，請重新看過再傳送',
    ),
  'reply.bad-answer': ({ field, ...expected }) => {
    const wanted = expectedWords(expected)
    return w(
      `${text(field)}: expected ${wanted.en}`,
      `${text(field)}：应为${wanted['zh-Hans']}`,
      `${text(field)}：應為${wanted['zh-Hant']}`,
    )
  },
  'reply.bad-reply': ({ problems }) => {
    const n = count(problems)
    return w(
      `the reply has ${n} problem(s): butler reply check FILE lists them`,
      `话术有 ${n} 处问题，可用 butler reply check FILE 查看`,
      `話術有 ${n} 處問題，可用 butler reply check FILE 查看`,
    )
  },
} satisfies { [C in Extract<RefusalCode, `reply.${string}`>]: RefusalSentence }
