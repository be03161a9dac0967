import { becameWords } from '../app/outbox-words.ts'
import type { OutboxEntry } from '../app/queries.ts'
import { type Names, refusalWords } from '../app/refusals.ts'
import type { Grouped } from '../core/outbox/groups.ts'
import { isRefusalCode } from './give.ts'
import type { Session } from './session.ts'

export type Listed = Grouped<OutboxEntry>

/** Why it was refused, in words with the code; '' when it was not. */
export function refusedBecause(session: Session, { code, data }: OutboxEntry, names: Names): string {
  if (code === null) return ''
  return isRefusalCode(code) ? `${refusalWords({ code, data: data ?? {} }, session.language, names)} (${code})` : code
}

/** The same, after what it has become by a person's hand. */
export function whyWords(session: Session, entry: OutboxEntry, names: Names): string {
  const because = refusedBecause(session, entry, names)
  return [entry.became ? session.word(becameWords(entry.became)) : '', because].filter(Boolean).join(' · ')
}

/** The shape that scripts read; fields may be added, none is taken away or changes its meaning. */
export function entryJson(session: Session, entry: Listed, names: Names) {
  const { seq, id, name, version, args, givenAt, customerId, caseId } = entry
  const { state, isAtRisk, code, data, became, root, depth, above, fallsWith } = entry
  const message = refusedBecause(session, entry, names) || null
  return {
    ...{ seq, state, name, id, version, args, givenAt, customerId, caseId },
    ...{ code, data, message, became, isAtRisk, root, depth, above, fallsWith },
  }
}
