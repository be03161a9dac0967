import type { Case } from '../case/schema.ts'
import { wakingBy } from '../case/hold.ts'
import type { Tx } from '../command.ts'
import { isOwed, warnsFrom } from './clock.ts'
import type { PromiseMade } from './schema.ts'

/** A promise of the case that nobody has seen to its end, the one that is due first; undefined when there is none. */
export async function promiseOn(tx: Tx, caseId: string): Promise<PromiseMade | undefined> {
  return (await tx.find('promise', { caseId })).filter(isOwed).sort((a, b) => a.dueAt - b.dueAt)[0]
}

/** The case, put aside no longer than until a promise that it carries begins to press: nobody would see it in time. */
export async function wakingForPromises(tx: Tx, item: Case): Promise<Case> {
  const open = await tx.find('promise', { caseId: item.id, state: 'open' })
  return open.reduce((held, promise) => wakingBy(held, warnsFrom(promise)), item)
}
