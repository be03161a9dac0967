import { v7 } from 'uuid'

/** Where time and new ids come from. The only reader of the system clock; tests bring their own. */
export type Clock = { now(): number; newId(): string }

export const systemClock: Clock = { now: () => Date.now(), newId: () => v7() }
