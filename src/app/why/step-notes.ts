import { daysBetween } from '../../core/civil-date.ts'
import type { AmountStep, DaysTerm, Term, VisitsTerm } from '../../core/judgement/amount-step.ts'
import type { ParamOperand } from '../../core/judgement/condition.ts'
import type { Stay, Visit } from '../../core/judgement/fact-value.ts'
import { gradeOfInjuries } from '../../core/judgement/injury-grade.ts'
import { paramValue } from '../../core/judgement/operand.ts'
import { readTerm } from '../../core/judgement/term.ts'
import { paidForVisit } from '../../core/judgement/visit.ts'
import { yuan } from '../../core/money.ts'
import { factLabel, factValueWords } from '../language/fact-words.ts'
import { numberWords } from '../language/pack-words.ts'
import { colon, whyWords } from '../language/why-words.ts'
import { nameWords, yuanRange } from './amount-words.ts'
import type { Reader } from './condition-words.ts'

/** What a step has counted up before its sum begins: stays, visits, grades, several amounts. Empty for the others. */
export function stepNotes(step: AmountStep, reader: Reader): readonly string[] {
  if ('days' in step) return stayNotes(step.days, reader)
  if ('visits' in step) return visitNotes(step.visits, reader)
  if ('ratio' in step && 'grades' in step.ratio) return gradeNotes(step.ratio.grades, step.ratio.bp, reader)
  return 'start' in step ? sumNotes(step.start, reader) : []
}

/** Each stay with its days, then the limits that they are held against. */
function stayNotes(term: DaysTerm, reader: Reader): readonly string[] {
  const { scope, language } = reader
  const stays = scope.facts[term.of]
  if (!Array.isArray(stays)) return []
  const days = (count: number) =>
    language === 'en' ? `${count} ${whyWords.days.en}` : `${count}${whyWords.days[language]}`
  const lines = (stays as readonly Stay[]).map(({ admittedOn, dischargedOn, icuDays, sameCause }) => {
    const count = term.count === 'icu' ? icuDays : daysBetween(admittedOn, dischargedOn)
    return [`${admittedOn}~${dischargedOn}`, days(count), sameCause ? whyWords.sameCause[language] : '']
      .filter(Boolean)
      .join('  ')
  })
  const limits = [term.free, term.per_hospitalisation, term.per_year, term.readmission].filter(
    (one) => one !== undefined,
  )
  const used = scope.facts[term.used]
  return [
    ...lines,
    ...limits.map((limit) => named(limit, reader)),
    `${factLabel(term.used, language)} ${used === undefined ? '?' : factValueWords(term.used, used, language)}`,
  ]
}

/** Each visit by itself: what was paid alone, less the deductible, at the ratio, within the limit. */
function visitNotes(term: VisitsTerm, { scope }: Reader): readonly string[] {
  const visits = scope.facts[term.of]
  if (!Array.isArray(visits)) return []
  const rule = {
    deductibleFen: paramValue(term.deductible, scope),
    ratioBp: paramValue(term.ratio, scope),
    perVisitFen: paramValue(term.per_visit, scope),
  }
  return (visits as readonly Visit[]).map((visit) => {
    const taken = [visit.totalFen, visit.socialPaidFen, visit.otherPaidFen, rule.deductibleFen].map(yuan).join(' - ')
    const sum = `min((${taken}) × ${rule.ratioBp / 100}%, ${yuan(rule.perVisitFen)})`
    return `${visit.on}  ${sum} = ${yuan(paidForVisit(visit, rule))}`
  })
}

/** The grades, the one that they come to, and its ratio. */
function gradeNotes(key: string, bp: readonly number[], { scope, language }: Reader): readonly string[] {
  const grades = scope.facts[key]
  if (!Array.isArray(grades)) return []
  const grade = gradeOfInjuries(grades as readonly number[])
  return [
    `${factLabel(key, language)}${colon(language)}${grades.join(', ')} → ${grade} → ${(bp[grade - 1] ?? 0) / 100}%`,
  ]
}

function sumNotes(term: Term, { scope, language }: Reader): readonly string[] {
  if (typeof term !== 'object' || !('sum' in term)) return []
  return term.sum.map((part) => {
    const whole = readTerm(part, scope)
    if (typeof part !== 'object' || !('of' in part)) return `+ ${yuanRange(whole)}  ${nameWords(whole.name, language)}`
    const [of, over] = [readTerm(part.of, scope), readTerm(part.over, scope)]
    const names = `${nameWords(of.name, language)} - ${nameWords(over.name, language)}`
    return `+ max(0, ${yuanRange(of)} - ${yuanRange(over)}) = ${yuanRange(whole)}  ${names}`
  })
}

function named(operand: ParamOperand, { scope, language }: Reader): string {
  return `${numberWords(operand.param)[language]} ${paramValue(operand, scope)}`
}
