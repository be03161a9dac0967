import { z } from 'zod'
import type { PathProblem } from '../yaml-file.ts'

/** The shapes in which core says what is wrong with a document: a sentence, or what is wrong with which name. */
const said = z.object({
  path: z.array(z.union([z.string(), z.number()])).default([]),
  message: z.string().optional(),
  is: z.string().optional(),
  name: z.string().optional(),
  expected: z.string().optional(),
})

/** What a check or a refusal of core says, as one sentence with its path. */
export function pathProblemOf(problem: unknown): PathProblem {
  const parsed = said.safeParse(problem)
  if (!parsed.success) return { path: [], message: JSON.stringify(problem) ?? '' }
  const { path, message, is, name, expected } = parsed.data
  if (message !== undefined) return { path, message }
  const what = [is, name].filter((part) => part !== undefined && part !== '').join(': ')
  return { path, message: expected === undefined ? what : `${what} (${expected})` }
}
