import { z } from 'zod'

/** How somebody came to see a customer's details; `…Whole`: with what is hidden at other times. */
export const accessWays = [
  'customerScreen',
  'claimScreen',
  'policyScreen',
  'escalationScreen',
  'customerShow',
  'customerShowWhole',
  'caseShow',
  'claimShow',
  'policyShow',
] as const
export type AccessWay = (typeof accessWays)[number]

/** One look at a customer's details, by the clock of where it was taken. `seq` counts the looks of a home. */
export const accessSchema = z.strictObject({
  seq: z.int().positive(),
  customerId: z.string().min(1).max(128),
  at: z.int().nonnegative(),
  how: z.enum(accessWays),
})
export type Access = z.infer<typeof accessSchema>
