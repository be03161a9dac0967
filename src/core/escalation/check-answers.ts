import type { z } from 'zod'
import type { FlowProblem, Path } from './flow-problem.ts'

type Found<Is extends FlowProblem['is']> = { path: Path; is: Is; name: string; expected?: string }

/** What the schema of a file says of it. */
export function shapeProblems(error: z.ZodError): Found<'shape'>[] {
  return error.issues.map((issue) => {
    const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)))
    return { path, is: 'shape', name: String(path.at(-1) ?? ''), expected: issue.message }
  })
}

/** An id that stands twice among items that lie at `path`. */
export function duplicates(items: readonly { id: string }[], path: Path): Found<'duplicate-id'>[] {
  const ids = items.map(({ id }) => id)
  return ids.flatMap((id, at) =>
    ids.indexOf(id) === at ? [] : [{ path: [...path, at, 'id'], is: 'duplicate-id' as const, name: id }],
  )
}

type Answer = {
  id: string
  type: string
  options?: readonly { id: string }[] | undefined
  min?: number | undefined
  max?: number | undefined
}
type Problem = Found<'duplicate-id' | 'options' | 'wrong-type' | 'wrong-order'>

/** Whether what may be answered fits the type of the answer. `keys`: what bounds an answer, and of which types. */
export function checkAnswers<Key extends string>(
  answer: Answer & { readonly [K in NoInfer<Key>]?: unknown },
  keys: Readonly<Record<Key, readonly string[]>>,
  path: Path,
): Problem[] {
  const { id, type, options, min, max } = answer
  const mayHaveOptions = type === 'enum' || type === 'list'
  const problems: Problem[] = duplicates(options ?? [], [...path, 'options'])
  if (type === 'enum' && !options)
    problems.push({ path: [...path, 'options'], is: 'options', name: id, expected: 'options' })
  if (options && !mayHaveOptions)
    problems.push({ path: [...path, 'options'], is: 'options', name: id, expected: 'no options' })
  if (min !== undefined && max !== undefined && min > max)
    problems.push({ path: [...path, 'max'], is: 'wrong-order', name: id, expected: `not below ${min}` })
  for (const [key, types] of Object.entries(keys) as [Key, readonly string[]][])
    if (answer[key] !== undefined && !types.includes(type))
      problems.push({ path: [...path, key], is: 'wrong-type', name: id, expected: types.join(', ') })
  return problems
}
