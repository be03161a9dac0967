import { type Child, startChild } from './child.ts'
import type { Best } from './contender.ts'
import type { DeskDoing } from './desk.ts'
import type { PushingDoing } from './pushing.ts'
import { type Serving, urlsOf } from './serving.ts'

/** Commands a second of many desks at once: with full pushes, and with one command in each. */
export const peaks = {
  peakFull: { atOnce: 100, pushes: 1 },
  /** All of all rounds stay under what one address may ask at once. */
  peakLone: { atOnce: 1, pushes: 20 },
} as const
export type Peak = keyof typeof peaks

/** One for all rounds of a place: its desks count their commands on. */
export function startPushing(): Child<PushingDoing> {
  return startChild<PushingDoing>('pushing')
}

export async function peakRound(
  serving: Serving,
  pushing: Child<PushingDoing>,
  desk: Child<DeskDoing>,
  best: Best<Peak>,
): Promise<void> {
  const { pushing: pushers } = serving.team
  const { epoch } = await desk.ask('sync')
  for (const name of ['peakFull', 'peakLone'] as const) {
    const load = peaks[name]
    const ms = await pushing.ask('push', { urls: urlsOf(serving), pushers, epoch, ...load })
    best.note(name, pushers.length * load.atOnce * load.pushes, ms)
  }
}
