import type { Client } from './casting.ts'
import { fixedPeople } from './fixed-people.ts'
import { type DemoCommand, type Desk, openCase } from './queue-commands.ts'
import { mainButler } from './staff.ts'
import { dayMs, hourMs } from './standing.ts'

/** How many commands `teamCommands` gives. */
export const teamSteps = 16

const supervisor = { staffId: 's01', role: 'supervisor' } as const
const colleague = { staffId: 'b02', role: 'butler' } as const

const handed = [
  { title: '续保前核对受益人', words: '明天中午前告知受益人变更材料' },
  { title: '回访：赔款是否到账', words: null },
  { title: '补寄纸质保单', words: null },
] as const

/**
 * How the butlers stand to work: what each takes on, one who is away with a colleague standing in, one who is away with nobody, whose
 * one customer so has nobody, and cases that a colleague hands over to the main butler. `used`: the ordinals of customers who have a
 * part already.
 */
export function* teamCommands(
  clients: readonly Client[],
  used: ReadonlySet<number>,
  desk: Desk,
): Generator<DemoCommand> {
  const own = clients.filter(({ person }) => person.owner === mainButler && !fixedPeople[person.ordinal]).toReversed()
  // Whoever has no part yet, as far as there are such.
  const spare = own.toSorted((a, b) => Number(used.has(a.person.ordinal)) - Number(used.has(b.person.ordinal)))
  const [alone = '', ...others] = spare.map(({ person }) => `c.${person.externalId}`)

  const wholeBook = Math.ceil(clients.length / 100) * 100
  for (const [staffId, customers, cases] of [
    [mainButler, wholeBook, 300],
    ['b02', 400, 300],
    ['b03', 400, 300],
    ['b04', 50, 10],
  ] as const)
    yield { name: 'staff.capacity', args: { staffId, customers, cases }, as: supervisor }

  const caseIds: string[] = []
  for (const [at, { title, words }] of handed.entries()) {
    const customerId = others[at] ?? alone
    yield { name: 'customer.reassign', args: { customerId, ownerId: 'b02' }, as: supervisor }
    const id = `demo.handed.0000000${at + 1}`
    const about = { customerId, kind: 'followUp' as const, title, claimId: null }
    yield openCase(id, about, {}, { talk: null, desk, as: colleague })
    caseIds.push(`${id}.1`)
    if (!words) continue
    const args = { customerId, caseId: `${id}.1`, words, dueAt: desk.now + 20 * hourMs }
    yield { name: 'promise.make', args, as: colleague }
  }
  const note = '下午起参加核保会议，烦请代办；三位客户都习惯晚间联系。'
  yield { name: 'handover.make', args: { receiverId: mainButler, caseIds, note }, as: colleague }

  yield { name: 'customer.reassign', args: { customerId: alone, ownerId: 'b04' }, as: supervisor }
  yield { name: 'staff.backup', args: { staffId: 'b03', backupId: 'b02' }, as: supervisor }
  yield { name: 'staff.away', args: away('b03', desk.now + 3 * dayMs, '参加理赔培训'), as: supervisor }
  yield { name: 'staff.away', args: away('b04', desk.now + dayMs, '病假'), as: supervisor }
}

function away(staffId: string, until: number, why: string) {
  return { staffId, until, why }
}
