import type { Language, Words } from '../core/language.ts'
import type { Refusal, RefusalCode } from '../core/refusal.ts'
import { claimRefusalWords } from './language/refusals-of-claims.ts'
import { escalationRefusalWords } from './language/refusals-of-escalation.ts'
import { goodwillRefusalWords } from './language/refusals-of-goodwill.ts'
import { productRefusalWords } from './language/refusals-of-products.ts'
import { replyRefusalWords } from './language/refusals-of-replies.ts'
import { plainRefusalWords } from './language/refusals.ts'

/** 0 done · 1 failed · 2 usage · 3 cursor gone · 4 not allowed or not enrolled · 5 timed out waiting · 6 refused by a rule. */
export type ExitStatus = 0 | 1 | 2 | 3 | 4 | 5 | 6

/** What a message may be told about the people whom the data names by id. */
export type Names = (staffId: string) => string

/** One sentence from the data of a refusal. */
export type RefusalSentence = (data: Record<string, unknown>, names: Names) => Words

const sentences = {
  ...plainRefusalWords,
  ...claimRefusalWords,
  ...escalationRefusalWords,
  ...goodwillRefusalWords,
  ...productRefusalWords,
  ...replyRefusalWords,
} satisfies Record<RefusalCode, RefusalSentence>

type Status = { exit: ExitStatus; http: 400 | 403 | 404 | 409 | 422 }

/**
 * Every way in which the business says no, with its exit status and its HTTP status; the sentences stand in language/. A code
 * without an entry, or without a sentence in every language, fails the type check.
 */
export const refusals: Record<RefusalCode, Status> = {
  'not-allowed': { exit: 4, http: 403 },
  'not-found': { exit: 1, http: 404 },
  'bad-arguments': { exit: 2, http: 422 },
  'read-only': { exit: 4, http: 403 },
  'conversation.too-many-tags': { exit: 6, http: 422 },
  'case.already-taken': { exit: 6, http: 409 },
  'case.not-yours': { exit: 6, http: 409 },
  'case.has-escalation': { exit: 6, http: 409 },
  'case.has-claim': { exit: 6, http: 409 },
  'case.has-promise': { exit: 6, http: 409 },
  'case.not-open': { exit: 6, http: 409 },
  'claim.not-open': { exit: 6, http: 409 },
  'claim.bad-fact': { exit: 6, http: 422 },
  'claim.changed': { exit: 6, http: 409 },
  'claim.wrong-state': { exit: 6, http: 409 },
  'claim.bad-day': { exit: 6, http: 422 },
  'claim.documents-missing': { exit: 6, http: 409 },
  'claim.request-frozen': { exit: 6, http: 409 },
  'claim.not-requested': { exit: 6, http: 409 },
  'claim.no-new-fact': { exit: 6, http: 409 },
  'claim.document-asked': { exit: 6, http: 409 },
  'claim.document-state': { exit: 6, http: 409 },
  'claim.ask-open': { exit: 6, http: 409 },
  'claim.no-ask': { exit: 6, http: 409 },
  'claim.reason-missing': { exit: 6, http: 422 },
  'claim.payment-known': { exit: 6, http: 409 },
  'claim.told-already': { exit: 6, http: 409 },
  'claim.signed-already': { exit: 6, http: 409 },
  'claim.answer-changed': { exit: 6, http: 409 },
  'claim.has-dispute': { exit: 6, http: 409 },
  'claim.not-signed': { exit: 6, http: 409 },
  'claim.explanation-incomplete': { exit: 6, http: 422 },
  'claim.no-clause': { exit: 6, http: 422 },
  'claim.not-explained': { exit: 6, http: 409 },
  'claim.wrong-outcome': { exit: 6, http: 409 },
  'dispute.not-open': { exit: 6, http: 409 },
  'dispute.round-open': { exit: 6, http: 409 },
  'dispute.no-round': { exit: 6, http: 409 },
  'dispute.amount': { exit: 6, http: 422 },
  'dispute.beyond-stake': { exit: 6, http: 422 },
  'claim.no-pack': { exit: 6, http: 422 },
  'escalation.not-running': { exit: 6, http: 409 },
  'escalation.wrong-step': { exit: 6, http: 409 },
  'escalation.wrong-role': { exit: 6, http: 403 },
  'escalation.author-may-not-decide': { exit: 6, http: 403 },
  'escalation.needs-decision': { exit: 6, http: 409 },
  'escalation.field-missing': { exit: 6, http: 422 },
  'escalation.bad-field': { exit: 6, http: 422 },
  'escalation.changed': { exit: 6, http: 409 },
  'escalation.wording': { exit: 6, http: 422 },
  'escalation.wrong-facts': { exit: 6, http: 409 },
  'escalation.barred': { exit: 6, http: 403 },
  'escalation.not-late': { exit: 6, http: 409 },
  'escalation.no-undo': { exit: 6, http: 409 },
  'escalation.slot-empty': { exit: 6, http: 422 },
  'reply.slot-empty': { exit: 6, http: 422 },
  'reply.changed': { exit: 6, http: 409 },
  'reply.bad-answer': { exit: 6, http: 422 },
  'reply.bad-reply': { exit: 6, http: 422 },
  'promise.wrong-state': { exit: 6, http: 409 },
  'promise.same-time': { exit: 6, http: 422 },
  'goodwill.not-approved': { exit: 6, http: 409 },
  'goodwill.beyond-approved': { exit: 6, http: 422 },
  'goodwill.bad-day': { exit: 6, http: 422 },
  'goodwill.paid-already': { exit: 6, http: 409 },
  'goodwill.corrected-already': { exit: 6, http: 409 },
  'goodwill.in-care': { exit: 6, http: 409 },
  'scheme.bad-criteria': { exit: 6, http: 422 },
  'scheme.no-claim': { exit: 6, http: 409 },
  'scheme.not-covered': { exit: 6, http: 409 },
  'scheme.not-in-time': { exit: 6, http: 409 },
  'scheme.wrong-state': { exit: 6, http: 409 },
  'scheme.decided': { exit: 6, http: 409 },
  'scheme.author-may-not-decide': { exit: 6, http: 403 },
  'scheme.own-judgement': { exit: 6, http: 403 },
  'scheme.amount': { exit: 6, http: 422 },
  'scheme.budget-spent': { exit: 6, http: 409 },
  'staff.exists': { exit: 6, http: 409 },
  'staff.not-active': { exit: 6, http: 409 },
  'staff.full': { exit: 6, http: 409 },
  'staff.intake-paused': { exit: 6, http: 409 },
  'staff.own-backup': { exit: 6, http: 409 },
  'staff.away': { exit: 6, http: 409 },
  'staff.owns-customers': { exit: 6, http: 409 },
  'staff.key-role': { exit: 6, http: 409 },
  'staff.key-known': { exit: 6, http: 409 },
  'handover.not-theirs': { exit: 6, http: 409 },
  'handover.given-already': { exit: 6, http: 409 },
  'handover.wrong-state': { exit: 6, http: 409 },
  'shift.overlap': { exit: 6, http: 409 },
  'care.bad-day': { exit: 6, http: 422 },
  'care.no-policy': { exit: 6, http: 409 },
  'care.not-over': { exit: 6, http: 409 },
  'care.case-open': { exit: 6, http: 409 },
  'device.code-invalid': { exit: 4, http: 403 },
  'customer.same-owner': { exit: 6, http: 409 },
  'import.not-unique': { exit: 6, http: 409 },
  'product.bad-pack': { exit: 6, http: 422 },
  'product.needs-approval': { exit: 6, http: 409 },
  'pack.unchanged': { exit: 6, http: 409 },
  'pack.not-newer': { exit: 6, http: 409 },
  'pack.not-yet': { exit: 6, http: 409 },
  'pack.bad-overlay': { exit: 6, http: 422 },
  'pack.overlay-exists': { exit: 6, http: 409 },
  'pack.breaks-overlay': { exit: 6, http: 422 },
  'pack.decided': { exit: 6, http: 409 },
  'pack.author-may-not-decide': { exit: 6, http: 403 },
  'overlay.withdrawn': { exit: 6, http: 409 },
  'overlay.not-in-the-past': { exit: 6, http: 422 },
  'complaint.caller-unclear': { exit: 6, http: 409 },
  'customer.elsewhere': { exit: 6, http: 409 },
  'flow.bad-flow': { exit: 6, http: 422 },
  dependency: { exit: 6, http: 409 },
  'scope.lost': { exit: 6, http: 409 },
  'outbox.wiped': { exit: 6, http: 409 },
  'outbox.waiting': { exit: 6, http: 409 },
  'outbox.no-customer': { exit: 6, http: 422 },
  'outbox.no-undo': { exit: 6, http: 409 },
}

/** What a refusal says to people. Ids of staff become names where `names` knows them. Not made safe for a terminal here. */
export function refusalWords(
  refusal: Pick<Refusal, 'code' | 'data'>,
  language: Language,
  names: Names = (staffId) => staffId,
): string {
  // A newer endpoint may say no in a way that this program has no words for.
  const sentence: RefusalSentence | undefined = sentences[refusal.code]
  return sentence ? sentence(refusal.data, names)[language] : refusal.code
}
