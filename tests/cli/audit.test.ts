import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { type Home, openHome } from '../../src/app/home.ts'
import { edit, rehash, truncate } from '../tampering.ts'
import { makeWorld } from '../world.ts'
import { jsonLines, lineFrom, startButler, tempFolder } from './butler.ts'
import { butler } from './in-process.ts'

const folder = tempFolder()

const [home, file] = [join(folder, 'team'), join(folder, 'team.witness')]

/** A team's home, and the witness file that one desk of it prints. */
beforeAll(async () => {
  await using world = await makeWorld({ engine: 'sqlite' })
  await world.addStaff('b1', 'butler')
  const desk = await world.desk('b1')
  for (let n = 0; n < 4; n++) {
    await world.addStaff(`x${n}`, 'expert')
    await world.addStaff(`y${n}`, 'expert')
    world.clock.advance(3_600_000)
    await desk.sync.once()
  }
  await desk.close()
  await world.authority.close()
  cpSync(world.authority.folder, home, { recursive: true })
  expect(await butler(['--home', desk.folder, 'audit', 'witness', '--out', file])).toMatchObject({ code: 0, out: '' })
  const printed = await butler(['--home', desk.folder, 'audit', 'witness'])
  expect(`${printed.out}\n`).toBe(readFileSync(file, 'utf8'))
})

async function tamper(home: string, with_: (authority: Home) => Promise<unknown>) {
  const authority = await openHome(home)
  await with_(authority)
  await authority.close()
}

const verify = (home: string, ...args: string[]) => butler(['--home', home, 'audit', 'verify', ...args])

test('edit, deletion, a cut tail and a whole history written anew are each found with the witness file of one desk', async () => {
  const whole = await verify(home, '--witness', file)
  expect(whole).toMatchObject({ code: 0, err: '' })
  expect(whole.out).toMatch(/^Whole: \d+ events, .+ Witnesses that agree: 5, anchors: 0\.$/)
  const { ver } = JSON.parse((await verify(home, '--json')).out).head as { ver: number }
  const tries: [string, (authority: Home) => Promise<unknown>, RegExp][] = [
    [
      'edited',
      (authority) => edit(authority, `update "event" set "actorId" = 'x' where "ver" = 5`),
      /^version 5 \(staff\.add, .+\): it was edited/,
    ],
    ['deleted', (authority) => edit(authority, `delete from "event" where "ver" = 5`), /^version 5: the event is gone/],
    [
      'cut',
      (authority) => truncate(authority, 3),
      new RegExp(`^version ${ver - 2}: cut off: .+:5 saw version ${ver} at `),
    ],
    [
      'anew',
      async (authority) => {
        await edit(authority, `update "event" set "actorId" = 'x' where "ver" = ${ver - 2}`)
        await rehash(authority)
      },
      new RegExp(`^versions ${ver - 3}–${ver - 2}: written anew: .+:4 saw another version ${ver - 2}`),
    ],
  ]
  for (const [name, change, said] of tries) {
    const changed = join(folder, name)
    cpSync(home, changed, { recursive: true })
    await tamper(changed, change)
    const found = await verify(changed, '--witness', file)
    expect({ name, ...found }).toMatchObject({ name, code: 1, out: expect.stringMatching(said) as string })
    const json = JSON.parse((await verify(changed, '--witness', file, '--json')).out) as { ok: boolean; bad: unknown[] }
    expect(json).toMatchObject({ ok: false })
    expect(json.bad).toHaveLength(1)
  }
})

test('what cannot be verified with is refused, with the place', async () => {
  const wrong = join(folder, 'wrong.witness')
  writeFileSync(wrong, `${readFileSync(file, 'utf8')}{"epoch":"e","ver":-1}\n`)
  const refused = await verify(home, '--witness', file, '--witness', wrong)
  expect(refused).toMatchObject({ code: 2, out: '', err: `butler: ${wrong}:6:20: ver: expected a whole number` })
  expect(await verify(home, '--witness', join(folder, 'none'))).toMatchObject({ code: 1, out: '' })
  expect(await verify(home, '--anchors', file)).toMatchObject({ code: 2, out: '' })
  expect(await verify(home, '--anchors', file, '--key', file)).toMatchObject({ code: 1, out: '' })
  expect(await verify(home, '--restored', 'x')).toMatchObject({
    code: 2,
    err: expect.stringContaining('VERSION.EPOCH') as string,
  })
  const onAuthority = await butler(['--home', home, 'audit', 'witness'])
  expect(onAuthority).toMatchObject({ code: 4, out: '' })
})

test('an endpoint signs by itself, once a day; anchors kept elsewhere are added to', async () => {
  const serving = startButler(['--home', home, 'serve', '--port', '0'])
  const said = lineFrom(serving)
  let log = ''
  const signed = new Promise<void>((resolve) =>
    serving.stderr?.on('data', (chunk: Buffer) => {
      log += chunk.toString('utf8')
      if (log.includes('"msg":"anchor"')) resolve()
    }),
  )
  await said
  await signed
  const [away, pub] = [join(folder, 'anchors'), join(home, 'anchor.pub')]
  const first = await butler(['--home', home, 'audit', 'anchor', '--out', away])
  expect(await butler(['--home', home, 'audit', 'anchor', '--out', away])).toEqual(first)
  expect(readFileSync(away, 'utf8')).toBe(`${first.out}\n`)
  const told = jsonLines(log).find(({ msg }) => msg === 'anchor')
  expect(JSON.parse(first.out)).toMatchObject({ day: told?.['day'], ver: told?.['ver'] })
  const verified = await verify(home, '--anchors', away, '--key', pub)
  expect(verified).toMatchObject({ code: 0, out: expect.stringContaining('anchors: 1') as string })
  serving.kill('SIGTERM')
  expect((await serving).exitCode).toBe(143)
  await tamper(home, async (authority) => {
    await edit(authority, `update "event" set "actorId" = 'x' where "ver" = 2`)
    await rehash(authority)
    await edit(authority, `delete from "anchor"`)
  })
  expect(await verify(home)).toMatchObject({ code: 0 })
  expect(await verify(home, '--anchors', away, '--key', pub)).toMatchObject({ code: 1 })
})
