/**
 * The business saying no: a stable code and its data, no prose. The words, exit status and HTTP status of each code stand in
 * one table (app/refusals.ts).
 */
export const refusalCodes = [
  'not-allowed',
  'not-found',
  'bad-arguments',
  'case.already-taken',
  'case.not-open',
  'case.not-yours',
  'case.has-escalation',
  'case.has-claim',
  'case.has-promise',
  'claim.not-open',
  'claim.bad-fact',
  'claim.no-pack',
  'claim.changed',
  'claim.wrong-state',
  'claim.bad-day',
  'claim.documents-missing',
  'claim.request-frozen',
  'claim.not-requested',
  'claim.no-new-fact',
  'claim.document-asked',
  'claim.document-state',
  'claim.ask-open',
  'claim.no-ask',
  'claim.reason-missing',
  'claim.payment-known',
  'claim.told-already',
  'claim.signed-already',
  'claim.answer-changed',
  'claim.has-dispute',
  'claim.not-signed',
  'claim.explanation-incomplete',
  'claim.no-clause',
  'claim.not-explained',
  'claim.wrong-outcome',
  'dispute.not-open',
  'dispute.round-open',
  'dispute.no-round',
  'dispute.amount',
  'dispute.beyond-stake',
  'escalation.not-running',
  'escalation.wrong-step',
  'escalation.wrong-role',
  'escalation.author-may-not-decide',
  'escalation.needs-decision',
  'escalation.field-missing',
  'escalation.bad-field',
  'escalation.slot-empty',
  'escalation.changed',
  'promise.wrong-state',
  'promise.same-time',
  'staff.exists',
  'staff.not-active',
  'device.code-invalid',
  'customer.same-owner',
  'care.bad-day',
  'care.no-policy',
  'care.not-over',
  'care.case-open',
  'import.not-unique',
  'product.bad-pack',
  'product.needs-approval',
  'pack.unchanged',
  'pack.not-newer',
  'pack.not-yet',
  'pack.bad-overlay',
  'pack.overlay-exists',
  'pack.breaks-overlay',
  'pack.decided',
  'pack.author-may-not-decide',
  'overlay.withdrawn',
  'overlay.not-in-the-past',
  'flow.bad-flow',
  'dependency',
  'scope.lost',
  'outbox.wiped',
  'outbox.waiting',
  'outbox.no-customer',
] as const
export type RefusalCode = (typeof refusalCodes)[number]

export type Refusal = { ok: false; code: RefusalCode; data: Record<string, unknown> }
export type Done = { ok: true; result: Record<string, unknown> }
export type Outcome = Done | Refusal

export function refuse(code: RefusalCode, data: Record<string, unknown> = {}): Refusal {
  return { ok: false, code, data }
}

export function done(result: Record<string, unknown> = {}): Done {
  return { ok: true, result }
}
