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
  'claim.not-open',
  'claim.bad-fact',
  'claim.no-pack',
  'claim.changed',
  'escalation.not-running',
  'escalation.wrong-step',
  'escalation.wrong-role',
  'escalation.author-may-not-decide',
  'escalation.needs-decision',
  'escalation.field-missing',
  'escalation.bad-field',
  'escalation.slot-empty',
  'escalation.changed',
  'staff.exists',
  'staff.not-active',
  'device.code-invalid',
  'customer.same-owner',
  'import.not-unique',
  'product.bad-pack',
  'flow.bad-flow',
  'dependency',
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
