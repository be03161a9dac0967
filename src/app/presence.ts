import { scopesOfStaff } from '../core/scope.ts'
import type { Role } from '../core/staff/roles.ts'
import { scopesOf } from '../store/scope-feed.ts'
import type { Doing, Present } from '../sync/protocol.ts'
import type { EnrolledDesk } from '../sync/serve-pull.ts'
import type { Home } from './home.ts'

export type { Doing, Present } from '../sync/protocol.ts'

/** Whoever supervises looks unseen: it may be an investigation. That they write to a customer is told. */
const unseen: ReadonlySet<Role> = new Set(['inspector', 'supervisor', 'manager', 'service'])

/** A desk says where it is every few seconds; one that has been silent for this long is not there any more. */
const presentMs = 25_000

type Where = { staffId: string; role: Role; customerId: string; doing: Doing; at: number }

/**
 * Who is looking at which customer, or writing to them. In memory alone: it is true for some seconds, and nobody asks for it later.
 * A desk hears of nobody, and is heard of nowhere, about a customer whom it may not see.
 */
export function presenceOf({ store, clock }: Pick<Home, 'store' | 'clock'>) {
  const byDesk = new Map<string, Where>()

  return {
    /** Takes down where a desk is (null: nowhere; undefined: where it was), and tells where the others are. */
    async say(desk: EnrolledDesk, here: { customerId: string; doing: Doing } | null | undefined): Promise<Present[]> {
      const now = clock.now()
      for (const [deviceId, { at }] of byDesk) if (now - at > presentMs) byDesk.delete(deviceId)
      const others = [...byDesk].filter(([deviceId]) => deviceId !== desk.deviceId).map(([, where]) => where)
      const named = new Set([...others.map(({ customerId }) => customerId), ...(here ? [here.customerId] : [])])
      const scopes = await scopesOf(store.reader, [...named])
      const mine = scopesOfStaff({ id: desk.staffId, role: desk.role })
      const canSee = (customerId: string) => mine.some((scope) => scopes.get(customerId)?.has(scope))
      if (here && canSee(here.customerId))
        byDesk.set(desk.deviceId, { staffId: desk.staffId, role: desk.role, ...here, at: now })
      else if (here !== undefined) byDesk.delete(desk.deviceId)
      return others
        .filter(({ customerId, role, doing }) => canSee(customerId) && (doing === 'writing' || !unseen.has(role)))
        .map(({ staffId, customerId, doing }) => ({ staffId, customerId, doing }))
    },
  }
}
