import type { Row } from '../core/entities.ts'
import { isOwed } from '../core/promise/clock.ts'
import type { Home } from './home.ts'
import type { QueuedCase } from './queries.ts'

/** One case of a pack, with what goes along with it as it stands now. */
export type HandoverItem = {
  handover: Row<'handover'>
  case: Row<'case'>
  customerName: string
  promises: Row<'promise'>[]
  /** Those that run, what is due first at the top. */
  clocks: Row<'case'>['clocks']
  draft: string | null
  notes: number
}

/** Hand-overs that are here, the newest pack first, and in it what is due first; of one person, given or received, where one is named. */
export async function handoverItems(
  { query, clock }: Pick<Home, 'query' | 'clock'>,
  staffId: string | null,
  states: readonly Row<'handover'>['state'][],
): Promise<HandoverItem[]> {
  const now = clock.now()
  const found: HandoverItem[] = []
  for (const handover of await query.all('handover')) {
    const isMine = staffId === null || handover.giverId === staffId || handover.receiverId === staffId
    const item = isMine && states.includes(handover.state) ? await query.row('case', handover.caseId) : undefined
    const whole = item && (await query.customer(item.customerId))
    if (!item || !whole) continue
    const { clocks } = await query.withClocks(item, now)
    const notes = whole.timeline.filter((one) => one.is === 'note' && one.note.caseId === item.id).length
    found.push({
      ...{ handover, case: item, customerName: whole.customer.name, notes },
      promises: whole.promises.filter((promise) => promise.caseId === item.id && isOwed(promise)),
      clocks: clocks.filter(({ metAt }) => metAt === null).sort((a, b) => a.dueAt - b.dueAt),
      draft: whole.drafts.find(({ caseId }) => caseId === item.id)?.text ?? null,
    })
  }
  const due = ({ clocks: [first] }: HandoverItem) => first?.dueAt ?? Number.POSITIVE_INFINITY
  return found.sort(
    (a, b) => b.handover.givenAt - a.handover.givenAt || due(a) - due(b) || (a.case.id < b.case.id ? -1 : 1),
  )
}

/**
 * The cases that go into a pack by themselves: whose customer waits, and those with a promise, a clock that runs or a draft. Of
 * somebody else's a desk asks its endpoint, which tells the most pressing.
 */
export async function casesToHandOver(home: Home, giverId: string): Promise<string[]> {
  const { query } = home
  const given = new Set(
    (await query.all('handover')).flatMap(({ state, caseId }) =>
      state === 'waiting' || state === 'accepted' ? caseId : [],
    ),
  )
  const isHere = home.kind === 'authority' || home.actor.staffId === giverId
  return (isHere ? await query.openCasesOf(home.clock.now(), giverId) : await casesTold(home, giverId))
    .filter(({ role, ownerId, id }) => role === 'butler' && ownerId === giverId && !given.has(id))
    .filter(
      ({ waitingSince, hasDraft, clocks }) =>
        waitingSince !== null || hasDraft || clocks.some(({ metAt }) => metAt === null),
    )
    .map(({ id }) => id)
}

/** The open cases of another butler's book, in whoever's hands it is now. */
async function casesTold({ query, board }: Home, giverId: string): Promise<QueuedCase[]> {
  const duty = await query.row('duty', giverId)
  const told = await board({ of: 'butler', who: duty?.coveredBy ?? giverId })
  return 'rows' in told ? told.rows.rows.flatMap((row) => (row.is === 'case' ? row.case : [])) : []
}
