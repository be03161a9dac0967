import { scopesOfStaff } from '../../core/scope.ts'
import type { TailFilter } from '../../core/tail/filter.ts'
import type { EnrolledDesk } from '../../sync/serve-pull.ts'
import type { Home } from '../home.ts'
import { type TailPage, type TailReader, tailReader } from './read.ts'

const pagesAtMost = 200

/**
 * Tails of an authority for those who supervise. What is new is read once for all of a role who want the same: it is kept until
 * there is something newer.
 */
export function tailsOf(home: Home) {
  const { store, clock } = home
  const pages = new Map<string, Promise<TailPage>>()
  home.watch(() => pages.clear())
  return ({ role }: EnrolledDesk, filter: TailFilter): TailReader => {
    // Of a case that is for some roles alone, whoever began it has another role: by the role all are told the same.
    const eyes = { actor: { staffId: '', role }, scopes: scopesOfStaff({ id: '', role }) }
    const reader = tailReader(store.reader, eyes, filter, clock.now)
    const wish = `${role} ${JSON.stringify(filter)} `
    return {
      begin: reader.begin,
      async page(after) {
        const known = pages.get(wish + after)
        if (known) return known
        const reading = reader.page(after)
        if (pages.size >= pagesAtMost) pages.clear()
        pages.set(wish + after, reading)
        const isOfUse = await reading.then(
          ({ through }) => through > after,
          () => false,
        )
        if (!isOfUse && pages.get(wish + after) === reading) pages.delete(wish + after)
        return reading
      },
    }
  }
}
