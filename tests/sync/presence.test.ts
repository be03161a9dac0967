import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Home } from '../../src/app/home.ts'
import { makeWorld, type World } from '../world.ts'

let world: World
beforeEach(async () => {
  world = await makeWorld()
  await world.addTeam({ lin: 'butler', mei: 'butler', ru: 'expert', he: 'inspector', qian: 'supervisor' })
  await world.addCustomers('lin', ['陈大文'])
  await world.addCustomers('mei', ['赵一'])
  await world.give('case.open', { customerId: 'c.lin-1', kind: 'claim', title: '理赔', role: 'expert' })
  await world.give('case.open', { customerId: 'c.lin-1', kind: 'complaint', title: '投诉', role: 'inspector' })
})
afterEach(() => world[Symbol.asyncDispose]())

const looking = { customerId: 'c.lin-1', doing: 'looking' } as const
const writing = { customerId: 'c.lin-1', doing: 'writing' } as const

test('who looks at a customer or writes to them is told to who may see that customer, and for some seconds', async () => {
  const [lin, ru, mei] = [await world.desk('lin'), await world.desk('ru'), await world.desk('mei')]
  expect(await lin.sayWhere(looking)).toEqual([])
  expect(await ru.sayWhere(writing)).toEqual([{ staffId: 'lin', ...looking }])
  expect(await lin.sayWhere(looking)).toEqual([{ staffId: 'ru', ...writing }])
  expect(await mei.sayWhere(null)).toEqual([])
  // Who only listens stays where they were.
  expect(await ru.sayWhere(undefined)).toEqual([{ staffId: 'lin', ...looking }])
  expect(await lin.sayWhere(looking)).toEqual([{ staffId: 'ru', ...writing }])
  // Who goes away is gone at once; who is silent, after a while.
  await ru.sayWhere(null)
  expect(await lin.sayWhere(looking)).toEqual([])
  await ru.sayWhere(looking)
  world.clock.advance(26_000)
  expect(await lin.sayWhere(looking)).toEqual([])
})

test('nobody is heard of about a customer whom they may not see, and nobody learns whether there is one', async () => {
  const [lin, mei] = [await world.desk('lin'), await world.desk('mei')]
  expect(await mei.sayWhere(writing)).toEqual([])
  expect(await mei.sayWhere({ customerId: 'c.nobody', doing: 'writing' })).toEqual([])
  expect(await lin.sayWhere(looking)).toEqual([])
})

test('an inspector looks unseen: it may be an investigation; that they write is told', async () => {
  const [lin, he] = [await world.desk('lin'), await world.desk('he')]
  await he.sayWhere(looking)
  expect(await lin.sayWhere(looking)).toEqual([])
  await he.sayWhere(writing)
  expect(await lin.sayWhere(looking)).toEqual([{ staffId: 'he', ...writing }])
})

test('of this nothing is written down: neither commit nor row nor look', async () => {
  const lin = await world.desk('lin')
  const before = await marks(world.authority)
  await lin.sayWhere(writing)
  await lin.sync.once()
  expect(await marks(world.authority)).toEqual(before)
})

test('offline nobody can be heard of, and an authority has nobody to hear of', async () => {
  const lin = await world.desk('lin')
  await world.stopEndpoint()
  await expect(lin.sayWhere(looking)).rejects.toThrow('cannot be reached')
  expect(await world.authority.sayWhere(looking)).toBeNull()
})

async function marks({ query }: Home) {
  return { last: await query.lastEvent(), looks: await query.seen({}) }
}
