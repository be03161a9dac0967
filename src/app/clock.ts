import { v7 } from 'uuid'

/** Where time and new ids come from. The only reader of the system clock; tests bring their own. */
export type Clock = { now(): number; newId(): string }

export const systemClock: Clock = { now: () => Date.now(), newId: () => v7() }

/** Less is what a request takes. */
const noticedMs = 2_000

/**
 * A desk's clock: its machine's, put right by what the authority's said last, since deadlines are the authority's. `offsetMs`: by
 * how much. Ids and the times of tokens stay the machine's.
 */
export function deskClock(machine: Clock, offsetMs: number) {
  let offset = offsetMs
  return {
    now: () => machine.now() + offset,
    newId: machine.newId,
    offsetMs: () => offset,
    hear(at: number): void {
      const heard = at - machine.now()
      if (Math.abs(heard - offset) > noticedMs) offset = heard
    },
  }
}
export type DeskClock = ReturnType<typeof deskClock>
