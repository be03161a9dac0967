/** Full-width digits and signs as their ASCII twins; the white space inside left out. */
export function narrow(text: string): string {
  return plain.test(text) ? text : text.normalize('NFKC').replace(/\s+/g, '')
}
const plain = /^[!-~]*$/

const units: Record<string, number> = { '': 0, 千: 3, 万: 4, 萬: 4, 亿: 8, 億: 8 }
const written =
  /^(?:人民币|人民幣|RMB|CNY|[¥￥])?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(千|[万萬]|[亿億])?(?:元整?|[圆圓]整?|RMB|CNY)?$/i

/**
 * An amount as people write it, in integer fen: `6480`, `"6,480.00"`, `￥6,480`, `6480元`, `1.2万`, full-width digits. Null for
 * anything else: negative, more than two decimals, separators that do not part thousands, more than a safe integer. Reckoned
 * over digits, never over fractions. `unitDigits`: 4 where the column is in 万元.
 */
export function fenOf(text: string, unitDigits = 0): number | null {
  const parts = written.exec(narrow(text))
  if (!parts) return null
  const shift = 2 + unitDigits + (units[parts[3] ?? ''] ?? 0)
  const decimals = parts[2] ?? ''
  if (decimals.length > shift) return null
  const fen = Number((parts[1] ?? '').replaceAll(',', '') + decimals.padEnd(shift, '0'))
  return Number.isSafeInteger(fen) ? fen : null
}

/** A whole number of fen. */
export function wholeFenOf(text: string): number | null {
  const digits = narrow(text)
  if (!/^\d+$/.test(digits)) return null
  const fen = Number(digits)
  return Number.isSafeInteger(fen) ? fen : null
}
