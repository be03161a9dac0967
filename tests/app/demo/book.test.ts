import { pinyin } from 'pinyin-pro'
import { expect, test } from 'vitest'
import { demoCommands, demoSteps, fewestCustomers } from '../../../src/app/demo/book.ts'
import { stateOf } from '../../../src/app/demo/policies.ts'
import { productCodes } from '../../../src/app/demo/products.ts'
import { openCase } from '../../../src/core/case/commands.ts'
import { addYears, dateAt } from '../../../src/core/civil-date.ts'
import { chunkRows } from '../../../src/core/import/commands.ts'
import { importRows, type ImportRow, type RowKind } from '../../../src/core/import/schema.ts'

const now = Date.UTC(2026, 5, 18, 6, 30)
const today = dateAt(now)
const options = { customers: 8_000, seed: 20_260_618, now, flows: {} }
const commands = [...demoCommands(options)]

type Chunk<K extends RowKind> = { kind: K; rows: ImportRow<K>[] }

function chunksOf<K extends RowKind>(kind: K): Chunk<K>[] {
  const all = commands.filter(({ name }) => name === 'import.rows').map(({ args }) => args as Chunk<RowKind>)
  return all.filter((chunk) => chunk.kind === kind) as Chunk<K>[]
}

function rowsOf<K extends RowKind>(kind: K): ImportRow<K>[] {
  return chunksOf(kind).flatMap(({ rows }) => rows)
}

const people = rowsOf('customers')
const policies = rowsOf('policies')
const messages = rowsOf('conversations')
const byId = new Map(people.map((person) => [person.externalId, person]))

test('the same seed and the same moment give the same bytes, another seed does not', () => {
  const again = JSON.stringify([...demoCommands({ ...options, customers: 300 })])
  expect(JSON.stringify([...demoCommands({ ...options, customers: 300 })])).toBe(again)
  expect(JSON.stringify([...demoCommands({ ...options, customers: 300, seed: 7 })])).not.toBe(again)
})

test.each([200, 1_000, 8_000])('the total of the progress bar is the count of commands (%i customers)', (customers) => {
  for (const seed of [1, 99])
    expect(demoSteps({ customers, now })).toBe([...demoCommands({ ...options, customers, seed })].length)
})

test.each([200, 1_000])('nobody has two cases of the same name (%i customers)', (customers) => {
  const opened = [...demoCommands({ ...options, customers })].filter(({ name }) => name === 'case.open')
  const named = opened.map(({ args }) => `${(args as Opened).customerId} ${(args as Opened).title}`)
  expect(named.filter((one, at) => named.indexOf(one) !== at)).toEqual([])
})
type Opened = { customerId: string; title: string }

test('a book too small for its queue is refused', () => {
  expect(() => demoCommands({ ...options, customers: fewestCustomers - 1 }).next()).toThrow(RangeError)
})

test('every row is one that an import would take as it is, in chunks that it takes', () => {
  for (const kind of ['staff', 'customers', 'policies', 'conversations'] as const)
    for (const { rows } of chunksOf(kind)) {
      expect(rows.length).toBeLessThanOrEqual(chunkRows)
      for (const row of rows) expect(importRows[kind].parse(row)).toEqual(row)
    }
})

test('every case.open has arguments that the command takes', () => {
  const opened = commands.filter(({ name }) => name === 'case.open')
  expect(opened.length).toBeGreaterThan(150)
  for (const { args } of opened) expect(openCase.args.parse(args)).toEqual(args)
})

test('no external id comes twice', () => {
  for (const rows of [rowsOf('staff'), people, policies, messages])
    expect(new Set(rows.map(({ externalId }) => externalId)).size).toBe(rows.length)
  expect(new Set(policies.map(({ number }) => number)).size).toBe(policies.length)
  expect(new Set(people.map(({ phone }) => phone)).size).toBe(people.length)
})

test('the book has the size that it should have', () => {
  expect(people).toHaveLength(8_000)
  const share = (count: number) => count / people.length
  expect(share(people.filter(({ owner }) => owner === 'b01').length)).toBeCloseTo(0.97, 1.5)
  expect(share(people.filter(({ household = [] }) => household.length > 0).length)).toBeCloseTo(0.55, 1.5)
  expect(share(policies.length)).toBeCloseTo(1.37, 0.5)
  expect(new Set(messages.map(({ conversation }) => conversation)).size).toBe(2_600)
  expect(messages.length).toBeGreaterThan(6_000)
  expect(messages.length).toBeLessThan(8_000)
  for (const state of ['inForce', 'waiting', 'grace', 'lapsed', 'expired'])
    expect(policies.filter((policy) => policy.state === state).length, state).toBeGreaterThan(30)
  for (const source of ['own', 'family', 'gift'])
    expect(policies.filter((policy) => policy.source === source).length, source).toBeGreaterThan(300)
})

test('nobody in it could be a real person', () => {
  for (const { phone, idNumber, name } of people) {
    expect(phone).toMatch(/^1[35][89]0000\d{4}$/)
    if (idNumber) expect(idNumber).toMatch(/^000000\d{11}[\dX]$/)
    expect(name).toMatch(/^\p{Script=Han}{2,4}$/u)
  }
})

test('its names are hard on purpose', () => {
  const names = people.map(({ name }) => name)
  for (const wanted of ['欧阳', '司徒', '㐆', '䶮', '𠮷', '龑', '堃', '单', '曾', '仇', '解', '黃詠琪'])
    expect(
      names.some((name) => name.includes(wanted)),
      wanted,
    ).toBe(true)
})

test('dates agree with each other, with the state and with today', () => {
  for (const policy of policies) {
    const owner = byId.get(policy.customer)
    expect(policy.issuedOn <= policy.effectiveOn && policy.effectiveOn <= policy.expiresOn, policy.externalId).toBe(
      true,
    )
    expect(policy.issuedOn <= today && (owner?.since ?? '') <= policy.issuedOn, policy.externalId).toBe(true)
    // A gift is paid by nobody.
    if (policy.productCode === 'MEDIC-GIFT') continue
    const code = productCodes.find((known) => known === policy.productCode)
    if (!code || !policy.paidThrough) throw new Error(policy.externalId)
    expect(policy.state).toBe(stateOf(code, { ...policy, paidThrough: policy.paidThrough }, today))
  }
  for (const { externalId, at, customer } of messages) {
    expect(at, externalId).toBeLessThan(now)
    expect(at, externalId).toBeGreaterThan(now - 366 * 86_400_000)
    expect(byId.has(customer)).toBe(true)
  }
})

test('children are younger than their parents, and parents than theirs', () => {
  for (const { bornOn, household = [], externalId } of people) {
    for (const member of household) {
      if (!bornOn || !member.bornOn) throw new Error(externalId)
      expect(member.bornOn <= today, externalId).toBe(true)
      if (member.relation === 'child') expect(member.bornOn >= addYears(bornOn, 18), externalId).toBe(true)
      if (member.relation === 'parent') expect(bornOn >= addYears(member.bornOn, 18), externalId).toBe(true)
    }
    const spouse = household.find(({ relation }) => relation === 'spouse')?.bornOn
    const children = household.filter(({ relation }) => relation === 'child')
    if (spouse)
      for (const child of children) expect((child.bornOn ?? '') >= addYears(spouse, 18), externalId).toBe(true)
  }
})

test('words of one conversation follow one another in time', () => {
  const last = new Map<string, number>()
  for (const { conversation, at } of messages) {
    expect(at, conversation).toBeGreaterThanOrEqual(last.get(conversation) ?? 0)
    last.set(conversation, at)
  }
})

test('the walkthrough customer is there whatever the seed, and three keys find him alone', () => {
  const initials = (name: string) => pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' }).join('')
  expect(people.filter(({ name }) => initials(name) === 'cdw').map(({ name }) => name)).toEqual(['陳大文'])
  expect(byId.get('C00042')).toMatchObject({ name: '陳大文', owner: 'b01', phone: '13800000042' })
  expect(policies.filter(({ customer }) => customer === 'C00042')).toMatchObject([
    { externalId: 'P00042-1', productCode: 'MED-MILLION', state: 'inForce', effectiveOn: '2026-01-01' },
    { externalId: 'P00042-2', productCode: 'CI-LONG', state: 'inForce' },
  ])
})
