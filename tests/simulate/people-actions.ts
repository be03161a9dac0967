import { give } from './give.ts'
import { ask } from './oracle.ts'
import type { Desk, World } from './world.ts'

const butlers = ['b1', 'b2', 'b3']
type Id = { id: string }

/** Days away, books that move, and hand-overs: one thing that a person does about who works for whom. */
export function arrange(world: World, desk: Desk): void {
  const { random } = world
  const say = (name: string, args: object) => give(world, desk, name, args)
  const byChance = random.int(10)
  const staffId = desk.role === 'supervisor' ? random.pick(butlers) : desk.staffId
  if (desk.role === 'supervisor') {
    if (byChance < 3) return say('staff.backup', { staffId, backupId: random.pick([...butlers, null]) })
    if (byChance < 4) return say('staff.capacity', { staffId, customers: random.pick([null, 2, 20]) })
    if (byChance < 6)
      return say('book.reassign', { fromId: staffId, toIds: [random.pick(butlers)], isPreview: random.chance(0.4) })
    if (byChance < 7) {
      const [item] = ask<Id>(desk.raw, `select "id" from "case" where "state" = 'open' order by "id"`)
      return item && say('case.takeOver', { caseId: item.id, reason: 'waited too long' })
    }
  }
  if (byChance < 8 && random.chance(0.5))
    return random.chance(0.5) ? say('staff.away', { staffId, until: null, why: 'ill' }) : say('staff.back', { staffId })
  const items = ask<Id>(desk.raw, `select "id" from "handover" order by "id"`)
  if (items.length > 0 && random.chance(0.6)) {
    const { id: handoverId } = random.pick(items)
    const name = random.pick(['accept', 'accept', 'refuse', 'return'])
    return say(`handover.${name}`, { handoverId, ...(name === 'refuse' ? { reason: 'full' } : {}) })
  }
  const cases = ask<Id>(desk.raw, `select "id" from "case" where "state" = 'open' and "role" = 'butler' order by "id"`)
  if (cases.length > 0)
    say('handover.make', { receiverId: random.pick(butlers), caseIds: [random.pick(cases).id], note: world.newId() })
}
