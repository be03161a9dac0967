import type { Case, Clock, Hold } from './schema.ts'
import { atPriority, followsPriority } from './service-level.ts'

/** The case put aside from `now` on; a hold that it was in is over. */
export function onHold(item: Case, hold: Hold, now: number): Case {
  const { holds } = offHold(item, now)
  return { ...item, hold, holds: [...holds, { ...hold, from: now, until: null }] }
}

/** The case as it stands when it is not put aside (any more); its record says from when until when it was. */
export function offHold(item: Case, now: number): Case {
  return { ...item, hold: null, holds: ended(item, now) }
}

/** The case back at `now`, before its wake date: what it waited for stays on it, for who has it next to judge. */
export function woken(item: Case, now: number): Case {
  if (!isOnHold(item, now)) return item
  return { ...item, hold: item.hold && { ...item.hold, wakeAt: now }, holds: ended(item, now) }
}

/** The case with a hold that ends at `latest` where it would have gone on for longer. */
export function wakingBy(item: Case, latest: number): Case {
  if (!item.hold || item.hold.wakeAt <= latest) return item
  const holds = item.holds.map((one) => (one.until === null ? { ...one, wakeAt: latest } : one))
  return { ...item, hold: { ...item.hold, wakeAt: latest }, holds }
}

export function isOnHold(item: Pick<Case, 'hold'>, now: number): boolean {
  return item.hold !== null && item.hold.wakeAt > now
}

/**
 * The clocks that lie on the case, as they run at `now`: one of a service level allows what the case's priority does, stood still for
 * as long as the case was put aside for the customer, and goes on with what was left; one that had run out by then stays so. Law and
 * promises do not wait.
 */
export function clocksAt(item: Pick<Case, 'clocks' | 'holds' | 'priority'>, now: number): Clock[] {
  const pauses = item.holds.filter(({ waitingOn }) => waitingOn === 'customer')
  return item.clocks.map((given) => {
    const clock = atPriority(given, item.priority)
    if (pauses.length === 0 || !canPause(clock)) return clock
    let stoodMs = 0
    for (const { from, until, wakeAt } of pauses) {
      const [begins, ends] = [Math.max(from, clock.startsAt), until ?? Math.min(now, wakeAt)]
      if (begins <= clock.dueAt + stoodMs && ends > begins) stoodMs += ends - begins
    }
    return stoodMs === 0 ? clock : { ...clock, startsAt: clock.startsAt + stoodMs, dueAt: clock.dueAt + stoodMs }
  })
}

/**
 * The case at another priority from `now` on: its service levels follow, with the time that they have used and stood still. One that
 * has run out by then stays so.
 */
export function reprioritised(item: Case, priority: Case['priority'], now: number): Case {
  if (priority === item.priority) return item
  const running = clocksAt(item, now)
  const clocks = item.clocks.map((given, index): Clock => {
    if (!followsPriority(given)) return given
    const { priority: _given, ...settled } = atPriority(given, item.priority)
    if ((running[index]?.dueAt ?? now) < now) return settled
    return given.priority === undefined ? { ...given, priority: item.priority } : given
  })
  return { ...item, priority, clocks }
}

/** Whether a clock of the case, as `clocksAt` gives it, stands still at `now`. */
export function isPaused(item: Pick<Case, 'hold'>, clock: Clock, now: number): boolean {
  return isOnHold(item, now) && item.hold?.waitingOn === 'customer' && canPause(clock) && clock.dueAt >= now
}

function canPause({ kind, metAt }: Clock): boolean {
  return kind === 'serviceLevel' && metAt === null
}

function ended(item: Case, now: number): Case['holds'] {
  return item.holds.map((one) =>
    one.until === null ? { ...one, until: Math.max(one.from, Math.min(now, one.wakeAt)) } : one,
  )
}
