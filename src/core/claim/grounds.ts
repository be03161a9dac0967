import { addDays, type CivilDate, rollForward } from '../civil-date.ts'
import type { Facts } from '../judgement/fact-value.ts'
import type { Judgement } from '../judgement/judgement.ts'
import { type Words, w } from '../language.ts'
import { asksUnreasonably } from '../product/check-unreasonable.ts'
import type { Claim } from './schema.ts'

/**
 * How a ground stands: `applies` by the record; `asks`: a fact would tell (`fact`); `person`: only reading the papers tells;
 * `no`: the record speaks against it.
 */
export type GroundStanding = 'applies' | 'asks' | 'person' | 'no'

/** A ground to contest a refusal on, with the law that it stands on and what would prove it. */
export type Ground = { id: string; name: Words; law: string; evidence: readonly Words[] }
export type GroundReading = Ground & { standing: GroundStanding; fact: string | null }

type Known = {
  claim: Pick<Claim, 'refusedOn' | 'decidedOn' | 'refusalReason' | 'refusalClause' | 'asks'>
  judgement: Judgement
  facts: Facts
  /** Last days of the law's clocks roll past them (民法典 203). */
  isDayOff: (date: CivilDate) => boolean
}
type Rule = Ground & { read(known: Known): { standing: GroundStanding; fact?: string } }

const evidence = {
  record: w('medical record', '病历', '病歷'),
  questionnaire: w('questionnaire at the sale', '投保问卷', '投保問卷'),
  saleTrace: w('retraceable record of the sale', '销售可回溯记录', '銷售可回溯紀錄'),
  doctor: w('doctor’s statement', '医生说明', '醫生說明'),
  notices: w('the insurer’s notices with their dates', '保险公司各次通知及送达日期', '保險公司各次通知及送達日期'),
  contract: w('policy and terms', '保险合同与条款', '保險契約與條款'),
  emergency: w('emergency record', '急诊病历', '急診病歷'),
  finding: w('official finding', '公安或鉴定机构结论', '警方或鑑定機構結論'),
}

const rules: readonly Rule[] = [
  {
    id: 'no_prompt_proof',
    name: w('exemption not pointed out and explained', '未就免责条款提示和说明', '未就免責條款提示和說明'),
    law: '保险法17，解释二9、11–13',
    evidence: [evidence.saleTrace, evidence.contract],
    read: ({ facts }) => byFact(facts, 'insurer.prompt_proof', (value) => value === false),
  },
  {
    id: 'ambiguous_term',
    name: w('the clause has two readings', '条款有两种以上解释', '條款有兩種以上解釋'),
    law: '保险法30，民法典496–498',
    evidence: [evidence.contract],
    read: () => ({ standing: 'person' }),
  },
  {
    id: 'symptom_waiting',
    name: w('refused for symptoms in the waiting period', '以等待期内出现症状为由拒赔', '以等待期內出現症狀為由拒賠'),
    law: '2022-07-27 等待期通知，负面清单#10，保险法17、19、30',
    evidence: [evidence.record, evidence.contract],
    // What the terms say of symptoms decides nothing where the insurer refuses for them.
    read: (known) =>
      says(known, /等待期|waiting/i) && says(known, /症状|症狀|体征|體徵|symptom/i)
        ? { standing: 'applies' }
        : byPack(known, 'symptom_waiting'),
  },
  {
    id: 'incontestable',
    name: w('two years have passed', '合同成立已超过二年', '契約成立已超過二年'),
    law: '保险法16(3)',
    evidence: [evidence.contract],
    read: ({ judgement, claim }) => {
      const since = judgement.deadlines.incontestableOn
      if (judgement.flags.includes('incontestable')) return { standing: 'applies' }
      return { standing: since !== undefined && (claim.refusedOn ?? judgement.asOf) > since ? 'person' : 'no' }
    },
  },
  {
    id: 'not_rescinded',
    name: w(
      'refused for non-disclosure without rescinding',
      '未先解除合同即以未告知拒赔',
      '未先解除契約即以未告知拒賠',
    ),
    law: '解释二8',
    evidence: [evidence.notices],
    read: (known) =>
      known.judgement.flags.includes('not_rescinded')
        ? { standing: 'applies' }
        : byDisclosure(known, 'insurer.rescinded_on', (value) => value === 'na'),
  },
  {
    id: 'rescinded_late',
    name: w('rescinded more than 30 days after knowing', '知情超过30日才解除', '知悉超過30日才解除'),
    law: '保险法16(3)',
    evidence: [evidence.notices],
    read: (known) => {
      const [knew, rescinded] = [known.facts['insurer.knew_on'], known.facts['insurer.rescinded_on']]
      if (typeof knew === 'string' && knew !== 'na' && typeof rescinded === 'string' && rescinded !== 'na')
        return { standing: rescinded > addDays(knew, 30) ? 'applies' : 'no' }
      return byDisclosure(known, knew === undefined ? 'insurer.knew_on' : 'insurer.rescinded_on', () => false)
    },
  },
  {
    id: 'insurer_knew',
    name: w('the insurer knew when it sold', '投保时保险公司已知情', '投保時保險公司已知悉'),
    law: '保险法16(6)，解释二7',
    evidence: [evidence.saleTrace, evidence.record],
    read: (known) => ({ standing: isAboutDisclosure(known) ? 'person' : 'no' }),
  },
  {
    id: 'not_asked',
    name: w('it was never asked', '投保时没有问到', '投保時沒有問到'),
    law: '保险法16(1)，解释二6',
    evidence: [evidence.questionnaire, evidence.saleTrace],
    read: (known) => byDisclosure(known, 'history.asked_at_sale', (value) => value === false),
  },
  {
    id: 'knew_not_proven',
    name: w('not known to the insured before', '投保前并不知晓', '投保前並不知悉'),
    law: '2022-07-27 既往症定义',
    evidence: [evidence.record, evidence.doctor, evidence.questionnaire],
    read: (known) => byAnswer(known, 'knew_not_proven', 'history.knew_before', false, /既往|带病|帶病|pre-?existing/i),
  },
  {
    id: 'emergency_hospital',
    name: w('another hospital, but an emergency', '非约定医院但属急诊', '非約定醫院但屬急診'),
    law: '解释三20',
    evidence: [evidence.emergency, evidence.record],
    read: (known) => byAnswer(known, 'emergency_hospital', 'event.emergency', true, /医院|醫院|hospital/i),
  },
  {
    id: 'late_or_unreasoned',
    name: w('refusal late or without reasons', '拒赔通知逾期或未说明理由', '拒賠通知逾期或未說明理由'),
    law: '保险法24',
    evidence: [evidence.notices],
    read: ({ claim, isDayOff }) => {
      if (claim.refusedOn === null) return { standing: 'no' }
      const isLate = claim.decidedOn !== null && claim.refusedOn > rollForward(addDays(claim.decidedOn, 3), isDayOff)
      const isBare = !claim.refusalReason?.trim()
      return { standing: isLate || isBare ? 'applies' : claim.refusalClause === null ? 'person' : 'no' }
    },
  },
  {
    id: 'late_decision',
    name: w('decided after its time', '超过核定期限', '超過核定期限'),
    law: '保险法23，解释二15',
    evidence: [evidence.notices],
    read: ({ claim, judgement, isDayOff }) => {
      const { decideBy } = judgement.deadlines
      const on = claim.decidedOn ?? claim.refusedOn
      return {
        standing: decideBy !== undefined && on !== null && on > rollForward(decideBy, isDayOff) ? 'applies' : 'no',
      }
    },
  },
  {
    id: 'second_request',
    name: w('asked for documents more than once', '补件通知不止一次', '補件通知不只一次'),
    law: '保险法22',
    evidence: [evidence.notices],
    read: ({ claim }) => ({ standing: claim.asks.length > 1 ? 'applies' : 'no' }),
  },
  {
    id: 'unreasonable_documents',
    name: w('unreasonable documents demanded', '要求不合理的材料', '要求不合理的文件'),
    law: '负面清单#8',
    evidence: [evidence.notices],
    read: ({ claim }) => {
      if (claim.asks.some(({ documents }) => asksUnreasonably(documents))) return { standing: 'applies' }
      return { standing: claim.asks.length > 0 ? 'person' : 'no' }
    },
  },
  {
    id: 'cause_unclear',
    name: w('cause unclear: a proportion may be due', '原因不明可按比例', '原因不明可按比例'),
    law: '解释三25',
    evidence: [evidence.finding, evidence.doctor],
    read: (known) =>
      known.judgement.flags.includes('proportionate_possible')
        ? { standing: 'applies' }
        : byPack(known, 'cause_unclear'),
  },
  {
    id: 'suicide_not_proven',
    name: w('the insurer has to prove suicide', '自杀由保险公司举证', '自殺由保險公司舉證'),
    law: '解释三21',
    evidence: [evidence.finding],
    read: (known) => byPack(known, 'suicide_not_proven'),
  },
  {
    id: 'no_capacity',
    name: w('without legal capacity at the time', '当时无民事行为能力', '當時無民事行為能力'),
    law: '保险法44，解释三21',
    evidence: [evidence.doctor, evidence.finding],
    read: (known) => byAnswer(known, 'no_capacity', 'insured.capacity', 'none', /自杀|自殺|suicide/i),
  },
]

const byId: ReadonlyMap<string, Ground> = new Map(rules.map((rule) => [rule.id, rule]))

export function isGround(id: string): boolean {
  return byId.has(id)
}

export function groundNamed(id: string): Ground | undefined {
  return byId.get(id)
}

const order: Readonly<Record<GroundStanding, number>> = { applies: 0, asks: 1, person: 2, no: 3 }

/** Every ground to contest a refusal on, read over the record: those that apply first. */
export function readGrounds(known: Known): readonly GroundReading[] {
  return rules
    .map(({ read, ...ground }) => {
      const { standing, fact = null } = read(known)
      return { ...ground, standing, fact }
    })
    .toSorted((a, b) => order[a.standing] - order[b.standing])
}

function byFact(
  facts: Facts,
  fact: string,
  holds: (value: unknown) => boolean,
): { standing: GroundStanding; fact: string } {
  const value = facts[fact]
  return { standing: value === undefined ? 'asks' : holds(value) ? 'applies' : 'no', fact }
}

/** Grounds against a refusal for non-disclosure count only where there is one: by the rules, or by what the insurer writes. */
function byDisclosure(
  known: Known,
  fact: string,
  holds: (value: unknown) => boolean,
): { standing: GroundStanding; fact?: string } {
  return isAboutDisclosure(known) ? byFact(known.facts, fact, holds) : { standing: 'no' }
}

function isAboutDisclosure(known: Known): boolean {
  return (
    says(known, /告知|隐瞒|隱瞞|disclos/i) ||
    known.judgement.grounds.some(({ ground }) => ground === 'not_asked' || ground === 'insurer_knew')
  )
}

/** A ground that the product's failing rule itself names. */
function byPack({ judgement }: Known, id: string): { standing: GroundStanding } {
  return { standing: judgement.grounds.some(({ ground }) => ground === id) ? 'applies' : 'no' }
}

/**
 * A ground that one answer decides, where the failing rule names it, the insurer's reason is about it (`reason`), or the answer
 * is still open: `favours` is the answer that bears it out. Against it, papers may still speak louder than the answer.
 */
function byAnswer(
  known: Known,
  id: string,
  fact: string,
  favours: unknown,
  reason: RegExp,
): { standing: GroundStanding; fact: string } {
  const { facts, judgement } = known
  const value = facts[fact]
  const isAbout = says(known, reason) || judgement.grounds.some(({ ground }) => ground === id)
  if (value === undefined) return { standing: isAbout || judgement.missing.includes(fact) ? 'asks' : 'no', fact }
  if (!isAbout) return { standing: 'no', fact }
  return { standing: value === favours ? 'applies' : 'person', fact }
}

/** Whether the insurer's reason speaks of it. */
function says({ claim }: Known, words: RegExp): boolean {
  return words.test(claim.refusalReason ?? '')
}
