import { addDays, addYears, type CivilDate, yearsAt } from '../../core/civil-date.ts'

export const productCodes = ['MED-MILLION', 'CI-LONG', 'CASH'] as const
export type ProductCode = (typeof productCodes)[number]

/** What the generator has to know of a product to date and price a policy; the rules themselves are in the packs. */
export const products = {
  'MED-MILLION': {
    name: '安心百万医疗',
    insurer: 'YS',
    waitingDays: 30,
    oldestAtIssue: 60,
    sumInsuredFen: 200_000_000,
  },
  'CI-LONG': { name: '长青重疾', insurer: 'QY', waitingDays: 90, oldestAtIssue: 40, sumInsuredFen: 50_000_000 },
  CASH: { name: '暖心住院津贴', insurer: 'BL', waitingDays: 30, oldestAtIssue: 65, sumInsuredFen: null },
} as const satisfies Record<ProductCode, object>

/** Days after the premium's due date for which `CI-LONG` still pays (clause 5.1). */
export const graceDays = 60

/** The last day of cover: a year for the yearly products, until 70 for the long one. */
export function expiryOf(code: ProductCode, effectiveOn: CivilDate, bornOn: CivilDate): CivilDate {
  const years = code === 'CI-LONG' ? 70 - yearsAt(bornOn, effectiveOn) : 1
  return addDays(addYears(effectiveOn, years), -1)
}

/** The day on which the last yearly premium fell due, or will have by `day`. */
export function lastDueOn(effectiveOn: CivilDate, day: CivilDate): CivilDate {
  return addYears(effectiveOn, Math.max(0, yearsAt(effectiveOn, day)))
}

/** A year's premium, by age at the effective date where the product prices by age. */
export function premiumFenOf(code: ProductCode, age: number): number {
  switch (code) {
    case 'CI-LONG':
      return 648_000
    case 'CASH':
      return age < 18 ? 9_900 : age < 40 ? 14_800 : age < 55 ? 23_800 : 36_800
    case 'MED-MILLION':
      return medicalPremiums.find(([below]) => age < below)?.[1] ?? 198_600
  }
}

const medicalPremiums: readonly (readonly [number, number])[] = [
  [5, 76_600],
  [11, 35_600],
  [16, 20_600],
  [21, 16_800],
  [26, 20_600],
  [31, 27_600],
  [36, 33_600],
  [41, 44_600],
  [46, 61_600],
  [51, 88_600],
  [56, 128_600],
  [61, 166_600],
]
