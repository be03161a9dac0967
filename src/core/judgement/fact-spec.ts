import type { Words } from '../language.ts'

export type FactType = 'bool' | 'int' | 'fen' | 'date' | 'enum' | ListType

/** Facts that hold several entries: hospital stays, outpatient visits, disability grades. */
export type ListType = 'stays' | 'visits' | 'grades'

export function isListType(type: FactType): type is ListType {
  return type === 'stays' || type === 'visits' || type === 'grades'
}

/** What an answer costs: 1 the customer knows it, 2 it is in our file, 3 it needs a document. */
export type AskCost = 1 | 2 | 3

export interface FactOption {
  readonly value: string | number
  readonly label: Words
}

/** One word of the fact vocabulary: what may be known about a claim, and how a butler asks for it. */
export interface FactSpec {
  readonly key: string
  readonly type: FactType
  readonly cost: AskCost
  /** The question as a colleague would ask it. */
  readonly question: Words
  /** A few characters for a list row. */
  readonly label: Words
  /** The allowed answers of an enum, and of an int that is really a short scale. */
  readonly options?: readonly FactOption[]
  /** What the answer `na` means here; absent where "does not apply" is no answer. */
  readonly na?: Words
  /** Bounds of an int or fen, both included. */
  readonly min?: number
  readonly max?: number
  /** The fen fact that this one can never exceed in substance (social insurance pays no more than the bill). */
  readonly maxFact?: string
  /** Offer only the options that the product's own rules mention, and `none`. */
  readonly isNarrowed?: boolean
}

/** The greatest amount that a fact may state: ten billion yuan. */
export const mostFen = 1_000_000_000_000
