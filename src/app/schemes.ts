import type { Row } from '../core/entities.ts'
import { standing } from '../core/goodwill/ledger.ts'
import type { Condition } from '../core/judgement/condition.ts'
import type { Language } from '../core/language.ts'
import { type Misfit, misfitsOf } from '../core/scheme/criteria.ts'
import type { Refusal } from '../core/refusal.ts'
import { standingOf } from '../core/scheme/standing.ts'
import { type ClaimChecklist, claimChecklist } from './claim-checklist.ts'
import type { Home } from './home.ts'
import { whyWords } from './language/why-words.ts'
import { conditionWords, isOneLine } from './why/condition-words.ts'

/** The code of the library's reply that tells of goodwill paid under a scheme; it asks for `name`, `amount` (fen) and `paidOn`. */
export const paidReply = 'goodwill-paid'

/** A scheme beside a claim: why it is not for it, nothing when it is. */
export type Fitting = { scheme: Row<'scheme'>; misfits: readonly Misfit[] }

/** The running schemes of the claim's product, those that it meets first. */
export async function schemesFor(
  home: Pick<Home, 'query' | 'clock'>,
  claimId: string,
): Promise<readonly Fitting[] | Refusal> {
  const read = await claimChecklist(home, claimId)
  return 'ok' in read ? read : schemesBeside(home, read)
}

/** The schemes under which goodwill could be paid on the claim today; none once it was. */
export async function schemesInReach(
  home: Pick<Home, 'query'>,
  read: ClaimChecklist,
): Promise<readonly Row<'scheme'>[]> {
  const fitting = (await schemesBeside(home, read)).filter(({ misfits }) => misfits.length === 0)
  if (fitting.length === 0) return []
  const paid = (await home.query.all('goodwill')).filter(({ claimId }) => claimId === read.claim.id)
  return standing(paid).length > 0 ? [] : fitting.map(({ scheme }) => scheme)
}

async function schemesBeside(home: Pick<Home, 'query'>, read: ClaimChecklist): Promise<readonly Fitting[]> {
  const { claim, policy, checklist, asOf } = read
  const schemes = (await home.query.all('scheme')).filter(
    (one) => one.productCode === policy.productCode && standingOf(one, asOf) === 'running',
  )
  if (!checklist) return []
  const { productCode } = policy
  return schemes
    .map((scheme) => ({ scheme, misfits: misfitsOf(scheme, { productCode, paidFen: claim.paidFen, checklist }) }))
    .toSorted((a, b) => a.misfits.length - b.misfits.length)
}

/** All schemes: those that wait for a decision, those that run, the rest; the newest first. */
export async function schemesInOrder({ query }: Pick<Home, 'query'>): Promise<Row<'scheme'>[]> {
  const rank = { waiting: 0, running: 1, stopped: 2, refused: 3 }
  return (await query.all('scheme')).toSorted(
    (a, b) => rank[a.state] - rank[b.state] || b.proposedAt - a.proposedAt || (a.id < b.id ? -1 : 1),
  )
}

/** The criteria of a scheme beside its clause, one a line; what is under an "any of" is set in. */
export function criteriaWords(condition: Condition | null, language: Language): string[] {
  if (condition === null) return []
  if ('all' in condition) return condition.all.flatMap((one) => criteriaWords(one, language))
  const reader = { scope: { facts: {}, params: {} }, language }
  // No claim is looked at: what a fact is in one is left out.
  const line = (one: Condition) => conditionWords(one, true, reader).replaceAll(/ \?| \(\?\)/g, '')
  if (isOneLine(condition)) return [line(condition)]
  const inner = 'any' in condition ? condition.any : 'not' in condition ? [condition.not] : []
  const heading = 'any' in condition ? whyWords.any[language] : whyWords.not[language]
  return [heading, ...inner.flatMap((one) => criteriaWords(one, language)).map((text) => `  ${text}`)]
}
