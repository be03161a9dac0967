import type { Language } from '../../core/language.ts'
import { isLate, promiseClock } from '../../core/promise/clock.ts'
import type { PromiseMade } from '../../core/promise/schema.ts'
import type { OwedByAll } from '../../core/queue/owed.ts'
import { duration, labels } from './labels.ts'

/** A clock and how it stands: `承诺剩3时`, `reply 2h over`, `首复暂停，剩40分`. */
export function owedWords(
  { clock, standing, ms }: Pick<OwedByAll, 'clock' | 'standing' | 'ms'>,
  language: Language,
): string {
  const [name, time] = [labels.clock[clock.code][language], duration(ms, language)]
  const isEnglish = language === 'en'
  switch (standing) {
    case 'breached':
      return isEnglish ? `${name} ${time} over` : `${name}超${time}`
    case 'warning':
    case 'running':
      return isEnglish ? `${name} ${time} left` : `${name}剩${time}`
    case 'paused':
      return {
        en: `${name} paused, ${time} left`,
        'zh-Hans': `${name}暂停，剩${time}`,
        'zh-Hant': `${name}暫停，剩${time}`,
      }[language]
  }
}

/** How a promise stands at `now`: what is left of its time or how late it is, then what has become of it. */
export function promiseStandingWords(promise: PromiseMade, now: number, language: Language): string {
  const isEnglish = language === 'en'
  const state = labels.promise[promise.state][language]
  const { metAt, dueAt } = promiseClock(promise)
  const time = duration(Math.abs(dueAt - (metAt ?? now)), language)
  if (isLate(promise, now)) {
    const late = isEnglish ? `${time} late` : language === 'zh-Hans' ? `迟${time}` : `遲${time}`
    if (promise.state === 'released') return state
    return promise.state === 'open' ? late : `${state} · ${late}`
  }
  return promise.state === 'open' ? (isEnglish ? `${time} left` : `剩${time}`) : state
}
