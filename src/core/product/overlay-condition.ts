import type { Condition } from '../judgement/condition.ts'
import type { Overlay } from './overlay.ts'

/** When an overlay lies on a claim: diagnosed within its days, of its disease. */
export function overlayCondition(overlay: Overlay): Condition {
  const { from, to } = overlay.diagnosed
  const within: Condition = { between: ['event.diagnosed_on', { date: from }, { date: to }] }
  return overlay.disease === undefined ? within : { all: [within, { eq: ['event.disease', overlay.disease] }] }
}
