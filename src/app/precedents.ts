import type { Row } from '../core/entities.ts'
import { type Flow, fieldOf } from '../core/escalation/flow.ts'
import { printValue } from '../core/escalation/field.ts'
import type { FactValue } from '../core/judgement/fact-value.ts'
import type { Language } from '../core/language.ts'
import { refuse, type Refusal } from '../core/refusal.ts'
import { type Likeness, precedentsFor } from '../core/special/likeness.ts'
import { type Compared, comparedOf } from '../core/special/precedent.ts'
import { isSpecialCase } from '../core/special/special-case.ts'
import type { Home } from './home.ts'
import { factLabel, factValueWords } from './language/fact-words.ts'

/** A special case beside the decided ones that are like it; none of them is itself. */
export type Precedents = { run: Row<'escalation'>; flow: Flow; compared: Compared; found: readonly Likeness[] }

/** Reads them for a run; a refusal when the run is not here or no special case. */
export async function precedentsOf({ query }: Pick<Home, 'query'>, runId: string): Promise<Precedents | Refusal> {
  const run = await query.row('escalation', runId)
  const flow = run && (await query.flowsOf([run])).get(run.flowId)
  if (!run || !flow || !isSpecialCase(run)) return refuse('not-found', { entity: 'specialCase', id: runId })
  const claim = run.claimId === null ? undefined : await query.row('claim', run.claimId)
  const policy = claim && (await query.row('policy', claim.policyId))
  const compared = comparedOf(run, claim ?? null, policy?.productCode ?? null)
  const others = (await query.all('precedent')).filter(({ id }) => id !== runId)
  return { run, flow, compared, found: precedentsFor(compared, others) }
}

/** A fact that was compared, as people read it: `执业医护 是`. */
export function comparedWords(key: string, facts: Compared['facts'], flow: Flow, language: Language): string {
  const value = facts[key]
  const field = key.startsWith('run.') ? fieldOf(flow, key.slice('run.'.length)) : undefined
  if (field) return `${field.label[language]} ${printValue(field, value, language)}`
  return `${factLabel(key, language)} ${value === undefined ? '?' : factValueWords(key, value as FactValue, language)}`
}
