import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { anchorOfToday } from '../../src/app/audit/anchor.ts'
import { startDailyRound } from '../../src/app/daily-round.ts'
import { addLine, anchorLine, witnessLines, writeLines } from '../../src/app/audit/keep.ts'
import { verifyHistory } from '../../src/app/audit/verify.ts'
import { badWords } from '../../src/app/language/audit-words.ts'
import type { Home } from '../../src/app/home.ts'
import { edit, rehash, truncate } from '../tampering.ts'
import { makeWorld, type World } from '../world.ts'

const hourMs = 3_600_000

/** A history of some days with one desk that looked at it now and then; its witness file is as of the end. */
async function watched() {
  const world = await makeWorld()
  await world.addStaff('b1', 'butler')
  await world.addCustomers('b1', ['陈大文', '单小雨'])
  const desk = await world.desk('b1')
  for (let n = 0; n < 4; n++) {
    for (let one = 0; one < 3; one++) await world.addStaff(`x${n}${one}`, 'expert')
    world.clock.advance(hourMs)
    await desk.sync.once()
  }
  const file = join(world.folder, 'b1.witness.ndjson')
  writeLines(file, await witnessLines(desk))
  const seen = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { ver: number })
  return { world, file, vers: seen.map(({ ver }) => ver), [Symbol.asyncDispose]: () => world[Symbol.asyncDispose]() }
}

type Kept = { witnessFiles?: string[]; anchorFile?: string; keyFile?: string; restored?: string[] }

const audit = (authority: Home, { witnessFiles = [], anchorFile, keyFile, restored = [] }: Kept = {}) =>
  verifyHistory(
    authority,
    { witnessFiles, anchorFile: anchorFile ?? null, keyFile: keyFile ?? null, restored },
    () => undefined,
  )

const headOf = async ({ authority }: World) =>
  authority.store.reader.selectFrom('head').select(['ver', 'hash']).executeTakeFirstOrThrow()

test('a history that nobody touched holds, with its witnesses and its anchors', async () => {
  await using team = await watched()
  const { world, file, vers } = team
  await anchorOfToday(world.authority)
  const seen: number[] = []
  const asked = { witnessFiles: [file], anchorFile: null, keyFile: null }
  const found = await verifyHistory(world.authority, asked, (done, of) => seen.push(done / of))
  const head = await headOf(world)
  expect(found).toMatchObject({
    ...{ head, events: head.ver, bad: [] },
    witnesses: { checked: 5, agreed: 5, givenUp: 0 },
    anchors: { checked: 1, agreed: 1 },
  })
  expect(vers.length).toBe(5)
  expect(seen.at(-1)).toBe(1)
})

test('an edited event is the first bad row, with when and what it was', async () => {
  await using team = await watched()
  const { world, file } = team
  await edit(world.authority, `update "event" set "actorId" = 'nobody' where "ver" = 7`)
  await edit(world.authority, `update "event" set "actorId" = 'nobody' where "ver" = 9`)
  const { bad, witnesses } = await audit(world.authority, { witnessFiles: [file] })
  expect(bad).toEqual([{ is: 'content', ver: 7, at: expect.any(Number) as number, command: 'staff.add' }])
  expect(badWords(bad[0]!).en).toMatch(/^version 7 \(staff\.add, .+\): it was edited/)
  expect(witnesses.behind).toBeGreaterThan(0)
})

test('an edited event with a hash that fits breaks the link of the next', async () => {
  await using team = await watched()
  const { world, file, vers } = team
  const { hash } = await headOf(world)
  await edit(world.authority, `update "event" set "actorId" = 'nobody' where "ver" = 7`)
  await rehash(world.authority)
  // Only one row was put right: the others are as they were.
  await edit(world.authority, `update "event" set "prevHash" = '${hash}' where "ver" = 9`)
  const { bad } = await audit(world.authority, { witnessFiles: [file] })
  const after = vers.filter((ver) => ver < 7).at(-1) ?? 0
  const until = vers.find((ver) => ver >= 7)
  // What the desk saw tells more than the chain: the row before the break is not the one that was decided either.
  expect(bad).toMatchObject([
    { is: 'rewritten', ver: after + 1, until },
    { is: 'link', ver: 9 },
  ])
})

test('a deleted event is named by its version', async () => {
  await using team = await watched()
  const { world, file } = team
  await edit(world.authority, `delete from "event" where "ver" in (6, 8)`)
  const { bad } = await audit(world.authority, { witnessFiles: [file] })
  expect(bad).toEqual([{ is: 'missing', ver: 6, at: null, command: null }])
})

test('a tail cut off is seen in what is left behind, and without that by the witness of one desk', async () => {
  await using team = await watched()
  const { world, file } = team
  const { ver } = await headOf(world)
  await edit(world.authority, `delete from "event" where "ver" > ${ver - 3}`)
  expect((await audit(world.authority)).bad).toMatchObject([{ is: 'missing', ver: ver - 2 }])
  await rehash(world.authority)
  expect((await audit(world.authority)).bad).toMatchObject([{ is: 'no-event', ver: ver - 2 }])
  await edit(world.authority, `delete from "commandResult" where "ver" > ${ver - 3}`)
  expect((await audit(world.authority)).bad).toMatchObject([{ is: 'beyond-head', ver: ver - 2 }])
  await truncate(world.authority, 0)
  await edit(world.authority, `delete from "change" where "ver" > ${ver - 3}`)
  expect((await audit(world.authority)).bad).toEqual([])
  const { bad } = await audit(world.authority, { witnessFiles: [file] })
  expect(bad).toMatchObject([{ is: 'truncated', ver: ver - 2, until: ver, seen: { place: `${file}:5` } }])
})

test('a history written anew from end to end is found between two witnesses of one desk', async () => {
  await using team = await watched()
  const { world, file, vers } = team
  await edit(world.authority, `update "event" set "actorId" = 'nobody' where "ver" = 10`)
  await rehash(world.authority)
  expect((await audit(world.authority)).bad).toEqual([])
  const { bad, witnesses } = await audit(world.authority, { witnessFiles: [file] })
  const at = vers.findIndex((ver) => ver >= 10)
  expect(bad).toMatchObject([
    { is: 'rewritten', ver: (vers[at - 1] ?? 0) + 1, until: vers[at], seen: { place: `${file}:${at + 1}` } },
  ])
  expect(bad[0]?.ver).toBeLessThanOrEqual(10)
  expect(witnesses.agreed).toBe(at)
  expect(badWords(bad[0]!).en).toContain('written anew')
})

test('an answer without its event, an event without its answer, and a head of something else are found', async () => {
  await using team = await watched()
  const { authority } = team.world
  await edit(authority, `update "head" set "hash" = '${'0'.repeat(64)}'`)
  expect((await audit(authority)).bad).toMatchObject([{ is: 'head' }])
  await rehash(authority)
  await edit(authority, `update "commandResult" set "bodyHash" = 'x' where "ver" = 5`)
  expect((await audit(authority)).bad).toMatchObject([{ is: 'other-answer', ver: 5 }])
  await edit(authority, `delete from "commandResult" where "ver" = 5`)
  expect((await audit(authority)).bad).toMatchObject([{ is: 'no-answer', ver: 5, command: 'staff.add' }])
})

test('what a restored backup gave up is no tampering where that restore is known, and is counted', async () => {
  await using team = await watched()
  const { world, file, vers } = team
  const began = vers[2] ?? 0
  const { ver } = await headOf(world)
  await truncate(world.authority, ver - began)
  await edit(world.authority, `insert into "epoch" values ('another', 2, ${began}, 1)`)
  await edit(world.authority, `update "home" set "value" = 'another' where "key" = 'epoch'`)
  await world.addStaff('x-later', 'expert')
  const kept = { witnessFiles: [file] }
  const { bad, witnesses } = await audit(world.authority, { ...kept, restored: [`${began}.another`] })
  expect(bad).toEqual([])
  expect(witnesses).toMatchObject({ checked: 5, agreed: 3, givenUp: 2 })
  // Whoever cuts a history can write such a life down too, or move the beginning of one.
  for (const restored of [[], ['0.another'], [`${began}.other`]]) {
    const unknown = await audit(world.authority, { ...kept, restored })
    expect(unknown.bad).toMatchObject([{ is: 'unvouched', ver: began + 1, until: vers[4], life: { number: 2 } }])
    expect(badWords(unknown.bad[0]!).en).toContain(`--restored ${began}.another`)
  }
  // A later restore to before it does not need the one in between.
  await edit(world.authority, `insert into "epoch" values ('third', 3, ${began - 1}, 2)`)
  expect((await audit(world.authority, { ...kept, restored: [`${began}.another`] })).bad).toMatchObject([
    { is: 'unvouched', ver: began, until: began, life: { epoch: 'third' } },
  ])
  const both = { ...kept, restored: [`${began}.another`, `${began - 1}.third`] }
  expect((await audit(world.authority, both)).bad).toEqual([])
})

test('an anchor is made once a day and signed; changed, or by another key, or of another history, it is bad', async () => {
  await using team = await watched()
  const { world } = team
  const { authority, clock } = world
  const [key, pub] = ['anchor.key', 'anchor.pub'].map((name) => join(authority.folder, name)) as [string, string]
  const anchors = join(world.folder, 'anchors.ndjson')
  const first = await anchorLine(authority)
  await world.addStaff('x-later', 'expert')
  expect(await anchorLine(authority)).toBe(first)
  addLine(anchors, first)
  addLine(anchors, first)
  clock.advance(24 * hourMs)
  addLine(anchors, await anchorLine(authority))
  expect(readFileSync(anchors, 'utf8').trim().split('\n')).toHaveLength(2)
  expect(statSync(key).mode & 0o777).toBe(0o600)
  expect(readFileSync(pub, 'utf8')).toContain('BEGIN PUBLIC KEY')
  const kept = { anchorFile: anchors, keyFile: pub }
  expect(await audit(authority, kept)).toMatchObject({ bad: [], anchors: { checked: 2, agreed: 2 } })

  // Somebody writes the whole history anew, and the stored anchors with a key of their own: those kept elsewhere know better.
  await edit(authority, `update "event" set "actorId" = 'nobody' where "ver" = 4`)
  await rehash(authority)
  await edit(authority, `delete from "anchor"`)
  expect((await audit(authority)).bad).toEqual([])
  expect((await audit(authority, kept)).bad).toMatchObject([{ is: 'rewritten', ver: 1 }])
})

test('a stored anchor that was edited, or was signed by a stranger, is named by its day', async () => {
  await using team = await watched()
  await using stranger = await makeWorld()
  const { authority } = team.world
  const { day } = await anchorOfToday(authority)
  await anchorOfToday(stranger.authority)
  const keyFile = join(stranger.authority.folder, 'anchor.pub')
  expect((await audit(authority, { keyFile })).bad).toMatchObject([{ is: 'other-key', day }])
  await edit(authority, `update "anchor" set "root" = "hash"`)
  expect((await audit(authority)).bad).toMatchObject([{ is: 'signature', day }])
})

test('nobody signs a broken history', async () => {
  await using team = await watched()
  const { authority } = team.world
  await edit(authority, `delete from "event" where "ver" = 6`)
  await expect(anchorOfToday(authority)).rejects.toMatchObject({ code: 'broken-history' })
})

test('two that sign at once: the first one’s anchor stays, with one key', async () => {
  await using team = await watched()
  const { authority } = team.world
  const [one, two] = await Promise.all([anchorOfToday(authority), anchorOfToday(authority)])
  expect(one).toEqual(two)
  const days: string[] = []
  const stop = startDailyRound(authority, {
    onAnchor: ({ day }) => days.push(day),
    onFault: (fault) => expect.unreachable(String(fault)),
  })
  await stop()
  expect(days).toEqual([one.day])
  const rows = await authority.store.reader.selectFrom('anchor').selectAll().execute()
  expect(rows).toEqual([one])
})

test('a file with anything wrong in it is not used, and the place is said', async () => {
  await using team = await watched()
  const { world, file } = team
  const wrong = join(world.folder, 'wrong.ndjson')
  const good = readFileSync(file, 'utf8').split('\n')[0] ?? ''
  const tries = [
    [`${good}\n{"epoch": "e", \n`, ':2:'],
    [`${good}\nnonsense\n`, ':2:1'],
    [`${good}\n${good.replace(/"ver":\d+/, '"ver":"7"')}\n`, `:2:${good.indexOf('"ver":') + 7}: ver`],
    [`\n[1]\n`, ':2:1'],
    [good.replace(/"hash":"../, '"hash":"'), `:1:${good.indexOf('"hash":') + 8}: hash`],
  ] as const
  for (const [text, place] of tries) {
    writeFileSync(wrong, text)
    const refused = audit(world.authority, { witnessFiles: [file, wrong] })
    await expect(refused).rejects.toMatchObject({ place: expect.stringContaining(`${wrong}${place}`) as string })
  }
})

test('a log of looks whose end was cut off is found by the anchor of the day', async () => {
  await using team = await watched()
  const { authority } = team.world
  const look = () => authority.noteLooks([{ id: 'c.b1-1', ownerId: 'b1' }], 'customerShow')
  for (let n = 0; n < 3; n++) await look()
  const { day } = await anchorOfToday(authority)
  await look()
  expect((await audit(authority)).bad).toEqual([])
  await edit(authority, `delete from "accessLog" where "seq" > 3`)
  expect((await audit(authority)).bad).toEqual([])
  await edit(authority, `delete from "accessLog" where "seq" > 2`)
  const gone = (await audit(authority)).bad
  expect(gone).toMatchObject([{ is: 'access', day, deviceId: 'authority', seq: 3 }])
  // What comes instead of it is not the same.
  team.world.clock.advance(1)
  await look()
  expect((await audit(authority)).bad).toEqual(gone)
})
