import { byId } from '../../core/by-id.ts'
import { knownProducts } from '../known-products.ts'
import type { Actor } from '../../core/command.ts'
import type { Row } from '../../core/entities.ts'
import { clockStanding } from '../../core/queue/warning.ts'
import { mayRead } from '../../core/may-read.ts'
import type { CaseFacts, ToldEvent } from '../../core/tail/told.ts'
import type { Event } from '../../store/event-queries.ts'
import { customersInScopes } from '../../store/event-queries.ts'
import { readRows } from '../../store/rows.ts'
import { allRows } from '../../store/row-queries.ts'
import type { Reader } from '../../store/store.ts'
import { caseClocksFrom } from '../case-clocks.ts'

/**
 * Who reads. `actor` null: whoever holds the file. `scopes`: names are told only of customers who are in one of them; null where
 * all that is in the store may be told.
 */
export type TailEyes = { actor: Actor | null; scopes: readonly string[] | null }

/** Events with the people, customers and cases that they are about, as those stand at `now` (epoch ms). */
export async function tellEvents(
  reader: Reader,
  events: readonly Event[],
  { actor, scopes }: TailEyes,
  now: number,
): Promise<ToldEvent[]> {
  if (events.length === 0) return []
  const idsOf = (key: 'customerId' | 'caseId') => [...new Set(events.flatMap((event) => event[key] ?? []))]
  const names = new Map((await allRows(reader, 'staff')).map(({ id, name }) => [id, name]))
  const ids = idsOf('customerId')
  const customers = byId(await readRows(reader, 'customer', ids))
  const named = scopes && (await customersInScopes(reader, ids, scopes))
  const cases = (await readRows(reader, 'case', idsOf('caseId'))).filter((item) => !actor || mayRead(item, actor))
  const facts = new Map(
    (await caseClocksFrom(reader, knownProducts(reader)).all(cases, now)).map((item) => [item.id, factsOf(item, now)]),
  )
  return events.map(({ deviceId: _device, commandId: _id, ...event }) => {
    const customer = customers.get(event.customerId ?? '')
    return {
      ...event,
      actorName: names.get(event.actorId) ?? null,
      customerName: customer && (!named || named.has(customer.id)) ? customer.name : null,
      ownerId: customer?.ownerId ?? null,
      case: facts.get(event.caseId ?? '') ?? null,
      names: namesIn(event.detail, names),
    }
  })
}

function factsOf(item: Row<'case'>, now: number): CaseFacts {
  const running = item.state === 'open' ? item.clocks.filter(({ metAt }) => metAt === null) : []
  const { kind, role: queue, priority } = item
  return {
    ...{ kind, queue, priority },
    dueAt: running.length > 0 ? Math.min(...running.map(({ dueAt }) => dueAt)) : null,
    isBreached: running.some((clock) => clockStanding(clock, now) === 'breached'),
  }
}

function namesIn(detail: Event['detail'], names: ReadonlyMap<string, string>): Record<string, string> {
  const ids = Object.values(detail).filter((value) => typeof value === 'string')
  return Object.fromEntries(ids.flatMap((id) => (names.has(id) ? [[id, names.get(id) ?? id]] : [])))
}
