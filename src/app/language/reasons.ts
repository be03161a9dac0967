import { momentAt } from '../../core/civil-date.ts'
import type { Language, Words } from '../../core/language.ts'
import type { Absence, Reason, RuleReading } from '../../core/queue/order.ts'
import { duration, labels } from './labels.ts'

/** Why a row stands where it stands, in one line: `核定剩2天 · 等3时12分 · 高`. Free text in it is not made safe here. */
export function reasonWords(reasons: readonly Reason[], language: Language): string {
  return reasons.map((reason) => reasonWord(reason, language)).join(' · ')
}

/** One rule of the order as a person reads it: its number and name, whether it applies here, and what it looked at. */
export type BreakdownLine = { rule: RuleReading['rule']; applies: boolean; name: string; words: string }

/** The full breakdown of one case, rule by rule in their order. `words` is empty where a rule has nothing to say. */
export function breakdownLines(readings: readonly RuleReading[], language: Language): BreakdownLine[] {
  return readings.map(({ rule, applies, reasons, absence }) => ({
    rule,
    applies,
    name: rules[rule][language],
    words: absence ? absenceWords(absence, language) : reasonWords(reasons, language),
  }))
}

/** Why a case is not in the queue. */
export function absenceWords(absence: Absence, language: Language): string {
  switch (absence.is) {
    case 'done':
      return { en: 'done', 'zh-Hans': '已办结', 'zh-Hant': '已辦結' }[language]
    case 'lacksDocuments':
      return { en: 'documents not complete', 'zh-Hans': '材料未齐', 'zh-Hant': '材料未齊' }[language]
    case 'notDueYet':
      return {
        en: `not due before ${absence.on}`,
        'zh-Hans': `${absence.on} 才到期`,
        'zh-Hant': `${absence.on} 才到期`,
      }[language]
    case 'hold': {
      const who = labels.waitingOn[absence.hold.waitingOn][language]
      const [until, why] = [momentText(absence.hold.wakeAt), absence.hold.reason]
      return {
        en: `on hold for ${who} until ${until}: ${why}`,
        'zh-Hans': `挂起至 ${until}，等${who}：${why}`,
        'zh-Hant': `擱置至 ${until}，等${who}：${why}`,
      }[language]
    }
  }
}

/** An instant as the business writes it, in Asia/Shanghai: `2026-03-20 10:05`. */
export function momentText(ms: number): string {
  return momentAt(ms)
}

function reasonWord(reason: Reason, language: Language): string {
  const isEnglish = language === 'en'
  switch (reason.is) {
    case 'concern':
      return labels.concern[reason.concern][language]
    case 'breached':
    case 'warning': {
      const [clock, time] = [labels.clock[reason.clock.code][language], duration(reason.ms, language)]
      if (isEnglish) return `${clock} ${time} ${reason.is === 'breached' ? 'over' : 'left'}`
      return `${clock}${reason.is === 'breached' ? '超' : '剩'}${time}`
    }
    case 'waiting':
      return isEnglish ? `waiting ${duration(reason.ms, language)}` : `等${duration(reason.ms, language)}`
    case 'priority': {
      const word = labels.priority[reason.priority][language]
      return reason.raisedBy > 0 ? `${word}+${reason.raisedBy}` : word
    }
    case 'woken': {
      const why = reason.hold.reason
      return isEnglish ? `back from hold: ${why}` : language === 'zh-Hans' ? `挂起到期：${why}` : `擱置到期：${why}`
    }
    case 'due':
      return isEnglish ? `due ${reason.on}` : `${reason.on} 到期`
    case 'kind':
      return labels.caseKind[reason.kind][language]
  }
}

const rules: Record<RuleReading['rule'], Words> = {
  1: { en: 'Not in the queue', 'zh-Hans': '不在队列', 'zh-Hant': '不在佇列' },
  2: { en: 'Life, safety or vulnerability', 'zh-Hans': '生命、安全、弱势', 'zh-Hant': '生命、安全、弱勢' },
  3: { en: 'Clock run out', 'zh-Hans': '时限已过', 'zh-Hant': '時限已過' },
  4: { en: 'Clock running out', 'zh-Hans': '时限将到', 'zh-Hant': '時限將到' },
  5: { en: 'Waiting on us', 'zh-Hans': '客户在等', 'zh-Hant': '客戶在等' },
  6: { en: 'Due today, or outreach', 'zh-Hans': '今日到期或触达', 'zh-Hant': '今日到期或觸達' },
  7: { en: 'Ties: longest wait, then id', 'zh-Hans': '同级：等待久者先', 'zh-Hant': '同級：等待久者先' },
}
