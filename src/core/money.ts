/**
 * Money is integer fen in a safe integer; ratios are basis points (10,000 = 100 %). A name that holds money ends in `Fen`,
 * one that holds a ratio in `Bp`.
 */
/** `amountFen × ratioBp`, rounded half up once: the only rounding that a benefit line may have. */
export function ratioOfFen(amountFen: number, ratioBp: number): number {
  const product = BigInt(amountFen) * BigInt(ratioBp)
  return Number((product + 5_000n) / 10_000n)
}

/** Fen as yuan for people: 742827 → `7,428.27`. */
export function yuan(amountFen: number): string {
  const sign = amountFen < 0 ? '-' : ''
  const digits = String(Math.abs(amountFen)).padStart(3, '0')
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${sign}${whole}.${digits.slice(-2)}`
}

/** Yuan as people type them (`28,632.45`, `¥6480`) in fen; null for anything else, more than two decimals included. */
export function fenOfYuan(typed: string): number | null {
  const found = /^[¥￥]?(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d{1,2}))?元?$/.exec(
    typed.normalize('NFKC').replaceAll(' ', ''),
  )
  if (!found?.[1]) return null
  return Number(found[1].replaceAll(',', '')) * 100 + Number((found[2] ?? '').padEnd(2, '0'))
}
