import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { customerEntities } from '../../src/core/entities.ts'
import { customerOf } from '../../src/core/scope.ts'
import type { ListenOptions } from '../../src/http/server.ts'
import { accepted, makeWorld, type World } from '../world.ts'

/** Stand in every row of the book that is not b1's. */
export const secret = '机密'
export const [phone, idNumber] = ['13800009999', '11010519491231002X']

/** Somebody of every role, a customer in b1's book and one with all that can hang on them in b2's; the ids of all of it. */
export async function twoBooks(serving: ListenOptions = {}): Promise<{ world: World; ids: string[] }> {
  const world = await makeWorld({ serving })
  await world.addTeam({ b1: 'butler', b2: 'butler', x1: 'expert', q1: 'inspector' })
  await world.addTeam({ s1: 'supervisor', g1: 'manager', v1: 'service' })
  const pack: unknown = parse(readFileSync(new URL('../../fixtures/packs/cash.yaml', import.meta.url), 'utf8'))
  await world.give('product.install', { pack })
  await world.addCustomers('b1', ['陈大文'])
  const household = [{ name: `${secret}亲`, relation: 'parent', gender: 'unknown', bornOn: null, idNumber }]
  const theirs = { externalId: 'b2-1', name: `${secret}人`, owner: 'b2', phone, idNumber, household }
  await world.give('import.rows', { kind: 'customers', source: 'test', number: 1, rows: [theirs] })
  const policy = { externalId: 'P2', customer: 'b2-1', number: `${secret}-P2`, productCode: 'CASH', premiumFen: 1 }
  const days = { issuedOn: '2026-01-01', effectiveOn: '2026-01-01', expiresOn: '2026-12-31' }
  await world.give('import.rows', { kind: 'policies', source: 'test', number: 2, rows: [{ ...policy, ...days }] })
  const butler = { as: { staffId: 'b2', role: 'butler' as const } }
  const give = async (name: string, args: unknown) => accepted(await world.authority.execute(name, args, butler))
  const { caseId } = await give('case.open', { customerId: 'c.b2-1', kind: 'question', title: `${secret}事` })
  await give('note.add', { customerId: 'c.b2-1', caseId, text: `${secret}备注` })
  await give('draft.save', { caseId, text: `${secret}草稿` })
  await give('claim.open', { policyId: 'p.P2', title: `${secret}理赔` })
  const ids: string[] = ['b1', 'b2', 'x1']
  for (const entity of customerEntities) for (const { id } of await world.authority.query.all(entity)) ids.push(id)
  return { world, ids }
}

/** Every row that hangs on b2's customer, as it lies in the authority. */
export async function theirRows(world: World): Promise<string> {
  const rows = []
  for (const entity of customerEntities)
    for (const row of await world.authority.query.all(entity))
      if (customerOf(entity, row) === 'c.b2-1') rows.push([entity, row])
  return JSON.stringify(rows)
}
