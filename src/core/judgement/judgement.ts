import type { CivilDate } from '../civil-date.ts'
import type { Words } from '../language.ts'
import type { Overlay } from '../product/overlay.ts'
import type { FactOption, FactType, AskCost, ListType } from './fact-spec.ts'
import type { FactValue } from './fact-value.ts'
import type { Range } from './range.ts'
import type { ConditionTrace } from './evaluate.ts'
import type { StepTrace } from './pipeline.ts'
import type { Truth } from './truth.ts'

export type Verdict = 'payable' | 'not_payable' | 'needs_info'
export type Liability = 'in' | 'out' | 'unknown'

/** What one answer would make of the judgement. `answer` is a value that stands for all that `label` describes. */
export interface Effect {
  readonly answer: FactValue
  readonly label: Words
  readonly verdict: Verdict
  readonly amountFen: Range
}

export interface NextQuestion {
  readonly fact: string
  /** The clause that asks for it: why we ask. */
  readonly clause: string
  readonly text: Words
  readonly effects: readonly Effect[]
}

export interface RequestedDocument {
  readonly code: string
  readonly name: Words
  readonly why: Words
  readonly clause: string
}

/** Civil dates beside the verdict, raw: a last day that falls on a holiday is rolled by `rollForward`, a separate step. */
export interface Deadlines {
  /** Last day to sue (保险法 26); past it is a flag, never a refusal. */
  readonly limitationOn?: CivilDate
  /** Last day for the insurer's decision (保险法 23, 解释二 15: without the pause). */
  readonly decideBy?: CivilDate
  /** Since when the decision clock stands still, waiting for what the art. 22 notice asked for. */
  readonly decidePausedOn?: CivilDate
  /** Last day to send a refusal with its reasons (保险法 24). */
  readonly refusalNoticeBy?: CivilDate
  /** Last day to pay after agreement (保险法 23). */
  readonly payBy?: CivilDate
  /** Last day to advance the ascertainable part (保险法 25). */
  readonly advanceBy?: CivilDate
  readonly waitingLastOn?: CivilDate
  readonly graceEndsOn?: CivilDate
  readonly suspendedOn?: CivilDate
  readonly reinstateBy?: CivilDate
  readonly incontestableOn?: CivilDate
}

/** Clocks of motor insurance alone. */
export interface CarDeadlines {
  /** Last day to say in writing which documents are needed (交强险条例 27). */
  readonly documentListBy?: CivilDate
}

/** A rule as it came out. For an exclusion `value` true takes the claim out of cover. */
export interface RuleTrace {
  readonly id: string
  readonly clause: string
  readonly value: Truth
  readonly when: ConditionTrace
}

export interface BenefitTrace extends RuleTrace {
  readonly amountFen: Range
  readonly steps: readonly StepTrace[]
}

export interface FlagTrace {
  readonly flag: string
  readonly clause?: string
  readonly laws: readonly string[]
}

/** A reason to contest a refusal, as the failing rule names it. */
export interface DisputeGround {
  readonly ground: string
  readonly clause: string
}

/** An overlay that was considered: whether it lies on the claim, and what it changes. */
export interface OverlayTrace {
  readonly id: string
  readonly value: Truth
  readonly announced: CivilDate
  readonly url: string
  readonly diagnosed: { readonly from: CivilDate; readonly to: CivilDate }
  readonly dropped: readonly string[]
  readonly set: Readonly<Record<string, number>>
  readonly missing: readonly string[]
}

export interface Trace {
  readonly overlays: readonly OverlayTrace[]
  readonly gates: readonly RuleTrace[]
  readonly exclusions: readonly RuleTrace[]
  readonly benefits: readonly BenefitTrace[]
  readonly refund: readonly StepTrace[]
  readonly flags: readonly FlagTrace[]
}

/** Our preliminary reading of a claim: plain JSON, the same bytes for the same pack, facts and options. */
export interface Judgement {
  readonly verdict: Verdict
  readonly liability: Liability
  /** What would be paid: exact when `min` equals `max`, 0 when out of cover, from 0 while cover is unknown. */
  readonly amountFen: Range
  /** What the benefit lines come to whether or not the claim is covered: what a dispute is about. */
  readonly stakeFen: Range
  /** Premiums or cash value that are due back when not covered. */
  readonly refundFen: number
  /** The clauses that decide, in the order of their numbers. */
  readonly clauses: readonly string[]
  /** The contract's words for every clause named outside the trace; the trace's are in the pack, under its version. */
  readonly quotes: Readonly<Record<string, string>>
  readonly laws: readonly string[]
  readonly flags: readonly string[]
  readonly grounds: readonly DisputeGround[]
  /** Ids of the overlays that lie on the claim for certain. */
  readonly overlays: readonly string[]
  readonly nextQuestion: NextQuestion | null
  /** The facts that still matter, in the order in which to ask for them. */
  readonly missing: readonly string[]
  readonly documents: readonly RequestedDocument[]
  readonly deadlines: Deadlines & CarDeadlines
  readonly pack: {
    readonly product: string
    readonly version: string
    readonly revision: string
    readonly sha256: string
  }
  readonly asOf: CivilDate
  readonly trace: Trace
}

export interface JudgeOptions {
  /** The civil date on which the judgement is given. */
  readonly asOf: CivilDate
  /** Hash of the pack's canonical JSON, made by whoever loaded it. */
  readonly sha256?: string
  /** Facts that were asked for and nobody knows ("不知道"): still unknown, and asked again last. */
  readonly askedUnknown?: readonly string[]
  /** Overlays in force beside the pack's own; those of other products, or announced after `asOf`, are passed over. */
  readonly overlays?: readonly Overlay[]
}

/** A row of the checklist. `open`: still matters; `unknown`: asked, nobody knows; `answered`: its value is given. */
export interface ChecklistQuestion {
  readonly fact: string
  readonly state: 'open' | 'unknown' | 'answered'
  /** `clock` questions move deadlines only, never the verdict. */
  readonly purpose: 'verdict' | 'clock'
  /** How it is answered. Every list is `stays` here; `list` says what it holds. */
  readonly type: Exclude<FactType, 'visits' | 'grades'>
  readonly list?: ListType
  readonly cost: AskCost
  /** The first clause that asks for it; empty for a clock. */
  readonly clause: string
  readonly clauses: readonly string[]
  readonly text: Words
  readonly label: Words
  readonly options: readonly FactOption[]
  /** What `na` means, where it is an answer. */
  readonly na?: Words
  readonly value?: FactValue
  /** Whether some answer would take the claim out of cover. */
  readonly canKnockOut: boolean
}
