import { join } from 'node:path'
import { checkAuthority } from './check-authority.ts'
import { checkDesk, type Seen } from './check-desk.ts'
import { ask, atOneMoment } from './oracle.ts'
import { written } from './process.ts'
import type { Desk, World } from './world.ts'

/** What is looked at after everything that happens: whatever file has changed. */
export function watcherOf(world: World): () => void {
  const seen = new Map<Desk, Seen>(world.desks.map((desk) => [desk, { epoch: '', ver: 0, states: new Map() }]))
  const revoked = new Set<string>()
  const look = () => {
    if (written.has(join(world.folder, 'authority', 'butler.db'))) {
      checkAuthority(world.authority, world.history)
      revoked.clear()
      for (const { id } of ask<{ id: string }>(
        world.authority,
        'select "id" from "device" where "revokedAt" is not null',
      ))
        revoked.add(id)
    }
    const epoch = ask<{ value: string }>(world.authority, `select "value" from "home" where "key" = 'epoch'`)[0]?.value
    for (const desk of world.desks) {
      desk.isRevoked = revoked.has(desk.deviceId)
      if (!written.has(desk.raw.name)) continue
      atOneMoment(desk.raw, () => checkDesk(world, desk, world.history, epoch ?? '', seen.get(desk) as Seen))
    }
  }
  return () => {
    if (world.unexplained.length > 0) throw world.unexplained[0]
    if (written.size === 0) return
    atOneMoment(world.authority, look)
    written.clear()
  }
}
