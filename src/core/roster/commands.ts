import { byId } from '../by-id.ts'
import { z } from 'zod'
import type { CivilDate } from '../civil-date.ts'
import { command, type Run } from '../command.ts'
import { done, refuse, type Refusal } from '../refusal.ts'
import type { Role } from '../staff/roles.ts'
import { dayOfShift, type Shift, shiftIdOf, spanOfShift, writtenShift } from './schema.ts'
import { countAnew } from './count-anew.ts'

const planners = ['supervisor', 'manager', 'service'] as const

/** A person's shifts of the same hours on some days, as they are written in a file or on the command line. */
export const shiftFileSchema = z.strictObject({
  staff: z.string().trim().min(1).max(64),
  on: z.union([dayOfShift.transform((day) => [day]), z.array(dayOfShift).min(1).max(366)]),
  ...writtenShift,
})
export type ShiftFile = z.infer<typeof shiftFileSchema>

/**
 * Puts shifts into the roster; all of them or none. What is there already stays as it is. Nobody works two shifts at a time. Due
 * times that count working time move with the roster.
 */
export const addShifts = command({
  name: 'shift.add',
  roles: planners,
  offline: 'onlineOnly',
  args: () => shiftFileSchema,
  async run({ args, ...context }) {
    const roster = await rosterOfStaff(context, [args.staff])
    const added: string[] = []
    for (const on of args.on) {
      const outcome = roster.add({ ...args, on })
      if ('ok' in outcome) return outcome
      if (outcome.isNew) added.push(outcome.shift.id)
    }
    await roster.keep()
    return done({ staffId: args.staff, shiftIds: added, isNew: added.length > 0 })
  },
})

/** Takes a shift out of the roster: it is not worked, or by somebody else. */
export const removeShift = command({
  name: 'shift.remove',
  roles: planners,
  offline: 'onlineOnly',
  args: () => z.object({ shiftId: z.string() }),
  async run({ args, ...context }) {
    const { tx } = context
    const found = await tx.get('shift', args.shiftId)
    if (!found) return refuse('not-found', { entity: 'shift', id: args.shiftId })
    await tx.remove('shift', found.id)
    await countAnew(context, new Set([found.role]))
    const { id: shiftId, staffId, role, from, until } = found
    return done({ shiftId, staffId, role, from, until })
  },
})

type Context = Omit<Run<unknown>, 'args'>
type Adding = { staff: string; on: CivilDate; from: string; until: string }

/** The shifts of some people, to which more can be added; `keep` writes what is new, and moves the due times that follow from it. */
export async function rosterOfStaff(context: Context, staffIds: readonly string[]) {
  const { actor, now, tx } = context
  const ids = [...new Set(staffIds)]
  const people = byId(await tx.getMany('staff', ids))
  const known = new Map<string, Shift[]>()
  for (const id of ids) known.set(id, await tx.find('shift', { staffId: id }))
  const fresh: Shift[] = []
  return {
    add({ staff, on, ...times }: Adding): { shift: Shift; isNew: boolean } | Refusal {
      const person = people.get(staff)
      if (!person || person.role === 'service') return refuse('not-found', { entity: 'staff', id: staff })
      if (!person.isActive) return refuse('staff.not-active', { staffId: staff })
      const { from, until } = spanOfShift(on, times)
      const own = known.get(staff) ?? []
      const other = own.find((shift) => shift.from < until && from < shift.until)
      if (other?.from === from && other.until === until) return { shift: other, isNew: false }
      if (other)
        return refuse('shift.overlap', { staffId: staff, shiftId: other.id, from: other.from, until: other.until })
      const id = shiftIdOf(staff, { from })
      const shift = { id, staffId: staff, role: person.role, from, until, addedBy: actor.staffId, addedAt: now }
      known.set(staff, [...own, shift])
      fresh.push(shift)
      return { shift, isNew: true }
    },
    async keep(): Promise<void> {
      for (const shift of fresh) await tx.put('shift', shift)
      if (fresh.length > 0) await countAnew(context, new Set<Role>(fresh.map(({ role }) => role)))
    },
  }
}
