/** `13812345678` → `138****5678`; a number too short to hide in keeps its last two digits only. */
export function maskPhone(phone: string): string {
  const shown = phone.length >= 11 ? [phone.length - 8, 4] : [0, 2]
  return phone.slice(0, shown[0]) + '****' + phone.slice(-(shown[1] ?? 2))
}

/** An identity number keeps its first three and last two characters. */
export function maskIdNumber(idNumber: string): string {
  if (idNumber.length <= 5) return '*'.repeat(idNumber.length)
  return idNumber.slice(0, 3) + '*'.repeat(idNumber.length - 5) + idNumber.slice(-2)
}
