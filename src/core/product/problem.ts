export type Path = readonly (string | number)[]

/** A fault of a pack or an overlay: where it is, which rule it breaks, and what is wrong, for the person who wrote it. */
export interface PackProblem {
  readonly path: Path
  readonly rule: PackRule
  readonly message: string
}

export type PackRule =
  | 'schema'
  | 'clause-missing'
  | 'versions-overlap'
  | 'versions-gap'
  | 'param-missing'
  | 'fact-unknown'
  | 'option-unknown'
  | 'kind-mismatch'
  | 'id-repeated'
  | 'document-unknown'
  | 'amount-shape'
  | 'overlay-unknown'
  | 'waiting-too-long'
  | 'waiting-by-symptom'
  | 'unreasonable-document'
  | 'unreasonable-condition'
  | 'mild-over-30'
  | 'exclusion-beyond-norm'
  | 'grace-in-short-term'
  | 'renewal-wording'
