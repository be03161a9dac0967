import fc from 'fast-check'
import { expect, test } from 'vitest'
import { grouped, rewritten, type Standing, withDependants } from '../../../src/core/outbox/groups.ts'

const entry = (seq: number, state: string, args: unknown = {}, name = 'note.add'): Standing => ({
  ...{ seq, state, args, name },
  id: `command-${seq}`,
})
const made = (seq: number, n = 1) => `command-${seq}.${n}`
const brief = (entries: readonly Standing[]) =>
  grouped(entries).map(({ seq, root, depth, above, fallsWith }) => ({ seq, root, depth, above, fallsWith }))

test('a command stands beneath the one whose row it names, however deep the name lies', () => {
  const entries = [
    entry(1, 'waiting', { customerId: 'c.1' }),
    entry(2, 'refused', { customerId: 'c.1', kind: 'question' }),
    entry(3, 'refused', { caseId: made(2), text: 'x' }),
    entry(4, 'waiting', { caseId: 'q.V001', hold: { after: [{ messageId: made(3, 12) }] } }),
    entry(5, 'waiting', { caseId: 'q.V001' }),
  ]
  expect(brief(entries)).toEqual([
    { seq: 2, root: 2, depth: 0, above: [], fallsWith: null },
    { seq: 3, root: 2, depth: 1, above: [2], fallsWith: null },
    { seq: 4, root: 2, depth: 2, above: [3], fallsWith: 3 },
    { seq: 1, root: 1, depth: 0, above: [], fallsWith: null },
    { seq: 5, root: 5, depth: 0, above: [], fallsWith: null },
  ])
  expect(withDependants(entries, 2).map(({ seq }) => seq)).toEqual([2, 3, 4])
  expect(withDependants(entries, 3).map(({ seq }) => seq)).toEqual([3, 4])
})

test('of several that it stands on, the one that was refused counts', () => {
  const entries = [
    entry(1, 'waiting'),
    entry(2, 'refused'),
    entry(3, 'waiting', { caseId: made(1), claimId: made(2) }),
    entry(4, 'waiting', { claimId: made(3) }),
  ]
  expect(brief(entries).map(({ seq, root, fallsWith }) => [seq, root, fallsWith])).toEqual([
    [2, 2, null],
    [3, 2, 2],
    [4, 2, 2],
    [1, 1, null],
  ])
})

test('what went with its customer is still known by the case that it came to, or by what its refusal says', () => {
  const gone = { ...entry(2, 'refused', null), caseId: made(1) }
  const fell = { ...entry(3, 'refused', null), data: { on: 'command-1' } }
  const elsewhere = { ...entry(4, 'refused', null), caseId: 'q.V001', data: { on: 7 } }
  const own = { ...entry(1, 'refused'), caseId: made(1) }
  expect(brief([own, gone, fell, elsewhere]).map(({ seq, above }) => [seq, above])).toEqual([
    [1, []],
    [2, [1]],
    [3, [1]],
    [4, []],
  ])
})

test('ids that only look alike are nobody’s rows, and a later command makes nothing for an earlier one', () => {
  const entries = [
    entry(1, 'refused', { caseId: made(2) }),
    entry(2, 'refused', {
      text: 'command-1.1 was refused',
      caseId: 'command-1',
      note: 'command-1.x',
      id: 'command-1.0',
    }),
    entry(11, 'refused', { caseId: 'command-1.1.1' }),
  ]
  expect(brief(entries).every(({ above }) => above.length === 0)).toBe(true)
})

test('what tells of another command stands on none of what that one named, only on the case that it goes to', () => {
  const tells = { commandId: 'command-1', args: { caseId: made(1) }, caseId: null }
  expect(brief([entry(1, 'refused'), entry(2, 'waiting', tells, 'outbox.hand')])[1]).toMatchObject({ above: [] })
  const goesTo = { ...tells, caseId: made(2) }
  const entries = [
    entry(1, 'refused'),
    entry(2, 'refused', tells, 'outbox.hand'),
    entry(3, 'waiting', goesTo, 'outbox.hand'),
  ]
  expect(brief(entries)[2]).toMatchObject({ seq: 3, above: [2], fallsWith: 2 })
})

test('ids are put in place by those of the command given last in the stead of their maker', () => {
  const stead = new Map([
    ['command-1', 'command-5'],
    ['command-5', 'command-9'],
  ])
  const args = { caseId: made(1), seen: [{ claimId: made(1, 3) }], text: `about ${made(1)}`, n: 1, none: null }
  expect(rewritten(args, stead)).toEqual({
    ...args,
    caseId: made(9),
    seen: [{ claimId: made(9, 3) }],
  })
  expect(rewritten(args, new Map())).toEqual(args)
})

test('whatever stands on what: each is listed once, after what it stands on, and a group is all that stands on its root', () => {
  const outbox = fc
    .array(fc.record({ state: fc.constantFrom('waiting', 'refused'), on: fc.array(fc.nat(20), { maxLength: 3 }) }), {
      maxLength: 20,
    })
    .map((rows) => rows.map(({ state, on }, at) => entry(at + 1, state, { on: on.map((seq) => made(seq)) })))
  fc.assert(
    fc.property(outbox, (entries) => {
      const listed = grouped(entries)
      expect(listed.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(entries.map(({ seq }) => seq))
      const stateOf = new Map(entries.map(({ seq, state }) => [seq, state]))
      const falls = new Map<number, boolean>()
      for (const one of [...listed].sort((a, b) => a.seq - b.seq)) {
        const named = new Set((one.args as { on: string[] }).on)
        expect(one.above).toEqual(
          [...named]
            .map((id) => Number(id.slice(8, -2)))
            .filter((seq) => seq > 0 && seq < one.seq)
            .sort((a, b) => a - b),
        )
        const isFalling = one.above.some((seq) => stateOf.get(seq) === 'refused' || falls.get(seq))
        falls.set(one.seq, isFalling)
        expect(one.fallsWith !== null).toBe(one.state === 'waiting' && isFalling)
        const place = listed.indexOf(one)
        const rootPlace = listed.findIndex(({ seq }) => seq === one.root)
        expect(rootPlace).toBeLessThanOrEqual(place)
        expect(withDependants(entries, one.root).some(({ seq }) => seq === one.seq)).toBe(true)
      }
    }),
  )
})
