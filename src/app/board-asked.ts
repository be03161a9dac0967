import type { Band } from '../core/queue/order.ts'
import type { EnrolledDesk } from '../sync/serve-pull.ts'
import { noteLooks } from './access.ts'
import { type BoardAsk, type BoardView, boardView } from './board-rows.ts'
import type { Home } from './home.ts'
import { queriesOf } from './queries.ts'

/** What of the board a desk asks for, as it stands in the address. */
export type BoardQuery = {
  of?: BoardAsk['of'] | undefined
  who?: string | undefined
  band?: string | undefined
  hour?: number | undefined
}

/** The board of an authority for one desk, seen with the eyes of its person. Whose details are told is written down as a look. */
export async function boardFor({ store, clock }: Home, desk: EnrolledDesk, query: BoardQuery): Promise<BoardView> {
  const actor = { staffId: desk.staffId, role: desk.role }
  const view = await boardView({ query: queriesOf(store.reader, actor), clock, actor }, askIn(query))
  if ('customer' in view && view.customer)
    await noteLooks({ store, link: null, actor, clock }, 'authority', [view.customer.customer], 'customerScreen')
  return view
}

/** What is not said is read as the least: nobody's, the hour that begins now. */
function askIn({ of, who = '', band, hour = 0 }: BoardQuery): BoardAsk | null {
  switch (of) {
    case undefined:
      return null
    case 'butler':
    case 'queue':
      return { of, who, band: band === undefined ? undefined : band === 'later' ? band : (Number(band) as Band) }
    case 'book':
    case 'customer':
      return { of, who }
    case 'hour':
      return { of, hour }
    default:
      return { of }
  }
}
