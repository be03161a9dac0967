const units = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** A length of time as people type it: `30s`, `15m`, `2h`, `1d`; in ms, null for anything else. */
export function readSpan(text: string): number | null {
  const [, number, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? []
  return number && unit ? Number(number) * units[unit as keyof typeof units] : null
}
