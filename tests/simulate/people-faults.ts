import { work } from './actions.ts'
import { give } from './give.ts'
import { ask } from './oracle.ts'
import { Killed, running } from './process.ts'
import { count, type Desk, isExplained, type World } from './world.ts'

/** Given at the authority itself, through one of its endpoints' homes. */
function administer(world: World, name: string, args: unknown): void {
  const seat = world.seats.find(({ endpoint }) => endpoint !== null)
  if (!seat?.endpoint) return
  const { proc, home } = seat.endpoint
  world.trace.add(`${seat.name} is given ${name} ${JSON.stringify(args).slice(0, 120)}`)
  const given = running.run(proc, () => home.execute(name, args))
  world.guard(
    given.catch((fault: unknown) => {
      if (!proc.isDead && !(fault instanceof Killed) && !isExplained(world, fault)) throw fault
    }),
  )
}

/** A customer goes to another butler, and perhaps comes back, while the first is offline and at work on them. */
export function moveAwayAndBack(world: World): void {
  const { random, virtual } = world
  const desks = world.desks.filter(({ role, isRevoked }) => role === 'butler' && !isRevoked)
  if (desks.length === 0) return
  const desk = random.pick(desks)
  const mine = ask<{ id: string }>(desk.raw, 'select "id" from "customer" order by "id"')
  if (mine.length === 0) return
  const { id: customerId } = random.pick(mine)
  const ownerId = random.pick(['b1', 'b2', 'b3'].filter((id) => id !== desk.staffId))
  count(world, 'F12 away and back')
  Object.assign(desk.cable, { out: false, back: false })
  give(world, desk, 'note.add', { customerId, caseId: null, text: `before ${world.newId()}` })
  virtual.later(random.between(100, 3_000), () => administer(world, 'customer.reassign', { customerId, ownerId }))
  virtual.later(random.between(100, 6_000), () => work(world, desk))
  if (random.chance(0.6))
    virtual.later(random.between(3_000, 9_000), () =>
      administer(world, 'customer.reassign', { customerId, ownerId: desk.staffId }),
    )
  virtual.later(random.between(3_000, 12_000), () => Object.assign(desk.cable, { out: true, back: true }))
}

export function revokeOrChangeRole(world: World): void {
  const { random } = world
  const desk: Desk = random.pick(world.desks)
  work(world, desk)
  for (const { proc, home } of desk.programs) running.run(proc, () => home.sync.soon())
  if (random.chance(0.4)) {
    count(world, 'F13 token revoked')
    world.virtual.later(random.between(20, 120), () =>
      administer(world, 'device.revoke', { deviceId: desk.deviceId, reason: 'lost' }),
    )
    return
  }
  count(world, 'F13 role changed')
  const role = random.pick(['butler', 'expert', 'supervisor'])
  const rows = [{ externalId: desk.staffId, name: `${desk.staffId} 测试`, role }]
  administer(world, 'import.rows', { kind: 'staff', source: `roles ${world.newId()}`, number: 0, rows })
}

export function givePoison(world: World): void {
  count(world, 'F14 poison')
  give(world, world.random.pick(world.desks), 'simulate.poison', { text: world.newId() })
}

/** What the authority does every day: who is no customer goes when the term is over and nothing is done for them any more. */
export function forget(world: World): void {
  const { random } = world
  const [customerId] = random.pick([...world.cared])
  const [open] = ask<{ id: string }>(
    world.authority,
    `select "id" from "case" where "state" = 'open' and "customerId" = ? order by "id"`,
    customerId,
  )
  const desk = world.desks.find(({ role, isRevoked }) => role === 'butler' && !isRevoked)
  if (open && desk) give(world, desk, 'case.done', { caseId: open.id, outcome: 'safe' })
  count(world, 'F18 forgotten')
  world.virtual.later(random.between(10, 3_000), () => administer(world, 'care.forget', { customerId }))
}

/** A chunk of a file: given again it says the same. */
export function bulkImport(world: World): void {
  const number = world.random.int(4)
  const owner = ['b1', 'b2', 'b3', 'b1'][number]
  const rows = Array.from({ length: 10 }, (_, row) => ({
    ...{ externalId: `bulk-${number}-${row}`, name: `新客${number}${row}`, owner },
    ...{ idNumber: `3101011985010${number}${row}12` },
  }))
  count(world, 'F15 import')
  administer(world, 'import.rows', { kind: 'customers', source: 'bulk', number, rows })
}
