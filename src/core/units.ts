const hourMs = 3_600_000

/** Lengths of time in ms, by the letter that people type for them. */
export const unitMs = { s: 1_000, m: 60_000, h: hourMs, d: 24 * hourMs, w: 7 * 24 * hourMs } as const
