import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { commands } from '../../src/core/registry.ts'
import { argumentsOf, type Schema } from '../http/random-arguments.ts'

/** Columns that somebody may hope to set beside what a command asks for. */
const more = {
  ...{ ownerId: 'b9', role: 'supervisor', isActive: true, signedBy: 's1', authorId: 's1', decidedBy: 's1' },
  ...{ takenBy: 's1', state: 'approved', tokenHash: 'x', at: 1, by: 's1', deviceId: 'd', scope: 'supervision' },
}

/** The value with more in every object whose fields the schema names. */
function crowded(schema: Schema, value: unknown): unknown {
  const either = schema.anyOf ?? schema.oneOf
  if (either) return either.reduce((crowd: unknown, one) => crowded(one, crowd), value)
  if (Array.isArray(value)) return value.map((item) => crowded(schema.items ?? {}, item))
  if (typeof value !== 'object' || value === null || !schema.properties) return value
  const parts = Object.entries(value).map(([key, part]) => [key, crowded(schema.properties?.[key] ?? {}, part)])
  return { ...more, ...(Object.fromEntries(parts) as object) }
}

const tried = new Set<string>()

test.each([...commands.keys()])('API3: %s takes what it asks for and nothing beside it', (name) => {
  const schema = commands.get(name)?.args ?? z.never()
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema
  let taken = 0
  fc.assert(
    fc.property(argumentsOf(name, ['c.b1-1', 'b1']), (args) => {
      const plain = schema.safeParse(args)
      const crowd = schema.safeParse(crowded(shape, args))
      if (!plain.success) return
      taken++
      // Refused, or as if nothing had been there.
      if (crowd.success) expect(crowd.data).toEqual(plain.data)
    }),
    { numRuns: 40 },
  )
  if (taken > 0) tried.add(name)
})

// Some arguments have a shape that chance does not meet (a pack, an import's row).
test('the arguments of most commands were met', () => {
  expect(tried.size).toBeGreaterThan(commands.size * 0.8)
})
