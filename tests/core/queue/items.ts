import type { Case } from '../../../src/core/case/schema.ts'
import { startOfDate } from '../../../src/core/civil-date.ts'

export const hour = 3_600_000

/** An hour of a civil day in Shanghai, in epoch ms. */
export function at(date: string, hours: number): number {
  return startOfDate(date) + hours * hour
}

/** An open case with nothing about it. */
export function item(id: string, over: Partial<Case> = {}): Case {
  return {
    ...{ id, customerId: 'c', kind: 'question', title: id, state: 'open', role: 'butler', priority: 'normal' },
    ...{ concern: null, waitingSince: null, clocks: [], hold: null, holds: [], dueOn: null, lacksDocuments: false },
    ...{ takenBy: null, takenUntil: null, conversationId: null, claimId: null, openedBy: 'b1', openedAt: 0 },
    ...{ doneAt: null, outcome: null },
    ...over,
  }
}
