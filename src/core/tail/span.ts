import { unitMs } from '../units.ts'

/** A length of time as people type it: `30s`, `15m`, `2h`, `1d`; in ms, null for anything else. */
export function readSpan(text: string): number | null {
  const [, number, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? []
  return number && unit ? Number(number) * unitMs[unit as keyof typeof unitMs] : null
}
