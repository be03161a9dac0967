import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setImmediate as breath } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { execa } from 'execa'
import { beforeAll, expect, test } from 'vitest'
import { readBackupKey } from '../../src/app/backup/backup-key.ts'
import { restoreBackup } from '../../src/app/backup/restore.ts'
import { systemClock } from '../../src/app/clock.ts'
import { troubleOf } from '../../src/app/faults.ts'
import { openHome } from '../../src/app/home.ts'
import { underLoad } from '../under-load.ts'
import { makeWorld } from '../world.ts'
import { bareEnv, butler, lineFrom, node, program, startButler, tempFolder } from './butler.ts'
import { makeTeam } from './team.ts'

const folder = tempFolder()
const [team, keyFile] = [join(folder, 'team'), join(folder, 'key')]
const at = (name: string) => join(folder, name)
const restore = (file: string, home: string, ...args: string[]) => butler(['--home', home, 'restore', file, ...args])
/** The same in this process: what is refused is said as the program says it. */
async function restoreHere(file: string, home: string, { key = null as string | null, isReplacing = false } = {}) {
  const asked = { file, folder: home, address: null, key: key === null ? null : readBackupKey(key), isReplacing }
  const fault = await restoreBackup(asked, systemClock, () => undefined).then(
    () => null,
    (fault: unknown) => fault,
  )
  const trouble = fault === null ? null : troubleOf(fault, 'en')
  return { code: fault === null ? 0 : trouble?.exit, err: trouble?.message ?? String(fault) }
}
const headOf = async (home: string) => {
  const { out } = await butler(['--home', home, 'audit', 'verify', '--json'])
  return (JSON.parse(out) as { head: { ver: number; hash: string } }).head
}
const rowsOf = (home: string) => {
  const db = new Database(join(home, 'butler.db'), { readonly: true })
  const tables = ['customer', 'policy', 'message', 'event', 'commandResult', 'change', 'search', 'staff']
  const rows = Object.fromEntries(
    tables.map((table) => [table, db.prepare(`select * from "${table}" order by 1, 2`).all()]),
  )
  db.close()
  return rows
}

beforeAll(async () => {
  await makeTeam(team)
  expect(await butler(['backup', '--new-key', keyFile])).toMatchObject({ code: 0, out: '' })
  await butler(['--home', team, 'backup', at('plain')])
  await butler(['--home', team, 'backup', at('sealed'), '--key-file', keyFile])
})

test('a backup gives everything back, as a new epoch; encrypted too; only the owner can read any of it', async () => {
  const head = await headOf(team)
  for (const [name, ...args] of [['plain'], ['sealed', '--key-file', keyFile]] as const) {
    const home = at(`from-${name}`)
    const restored = await restore(at(name), home, ...args, '--json')
    expect(restored).toMatchObject({ code: 0, err: expect.stringContaining('sends again') as string })
    const { epoch } = JSON.parse(restored.out) as { epoch: string }
    expect(restored.err).toContain(`--restored ${head.ver}.${epoch}`)
    expect(JSON.parse(restored.out)).toMatchObject({ ...head, aside: null })
    expect(await headOf(home)).toEqual(head)
    expect(rowsOf(home)).toEqual(rowsOf(team))
    const opened = await openHome(home)
    const lives = await opened.store.reader.selectFrom('epoch').selectAll().orderBy('number').execute()
    expect(lives).toMatchObject([
      { number: 1, began: 0 },
      { number: 2, began: head.ver },
    ])
    const keys = await opened.store.reader.selectFrom('home').selectAll().execute()
    expect(keys).toContainEqual({ key: 'epoch', value: lives[1]?.epoch })
    await opened.close()
    expect(readdirSync(home).filter((file) => !/^butler\.db(-wal|-shm)?$/.test(file))).toEqual([])
    for (const file of [at(name), keyFile, join(home, 'butler.db')]) expect(statSync(file).mode & 0o077).toBe(0)
  }
  expect(readFileSync(at('sealed')).includes('柏专家')).toBe(false)
  expect(readFileSync(at('plain')).includes('柏专家')).toBe(true)
  expect(readdirSync(team).filter((file) => file.startsWith('backup.m'))).toEqual([])
})

test('a backup is of one moment, however much is decided meanwhile', async () => {
  const home = at('busy')
  cpSync(team, home, { recursive: true })
  const serving = startButler(['--home', home, 'serve', '--port', '0'])
  await lineFrom(serving)
  const authority = await openHome(home)
  const vers: number[] = []
  await underLoad(authority, async (given) => {
    for (const [name, ...args] of [['one'], ['two', '--key-file', keyFile]] as const) {
      const before = given()
      const made = await butler(['--home', home, 'backup', at(`busy-${name}`), '--json', ...args])
      expect(made).toMatchObject({ code: 0, err: '' })
      expect(given()).toBeGreaterThan(before)
      const { ver, hash, rows } = JSON.parse(made.out) as { ver: number; hash: string; rows: Record<string, number> }
      const event = await authority.store.reader.selectFrom('event').select('hash').where('ver', '=', ver).execute()
      expect(event).toEqual([{ hash }])
      expect(rows).toMatchObject({ event: ver, commandResult: ver })
      vers.push(ver)
      expect(await restore(at(`busy-${name}`), at(`busy-home-${name}`), ...args)).toMatchObject({ code: 0 })
      expect(await headOf(at(`busy-home-${name}`))).toEqual({ ver, hash })
    }
  })
  expect(vers).toEqual([...vers].sort((a, b) => a - b))

  // Nothing is put in the place of a home that is open, by whichever process.
  const inUse = { code: 1, out: '', err: expect.stringContaining('is in use') as string }
  expect(await restore(at('plain'), home, '--replace')).toMatchObject(inUse)
  serving.kill('SIGTERM')
  await serving
  expect(await restore(at('plain'), home, '--replace')).toMatchObject(inUse)
  await authority.close()
  const last = await headOf(home)
  const replaced = await restore(at('plain'), home, '--replace', '--json')
  const { aside } = JSON.parse(replaced.out) as { aside: string }
  expect(await headOf(home)).toEqual(await headOf(team))
  const kept = at('kept')
  mkdirSync(kept)
  cpSync(aside, join(kept, 'butler.db'))
  expect(await headOf(kept)).toEqual(last)
  expect(await restore(at('plain'), home)).toMatchObject({
    code: 1,
    err: expect.stringContaining('--replace') as string,
  })
})

test('a byte changed anywhere, an end cut off, parts exchanged, another key: nothing is made of it', async () => {
  const whole = readFileSync(at('sealed'))
  const frame = 65_536 + 16
  const head = 72
  expect(whole.length).toBeGreaterThan(head + 3 * frame)
  const changed = (place: number) => {
    const bytes = Buffer.from(whole)
    bytes[place] = (bytes[place] ?? 0) ^ 1
    return bytes
  }
  const swapped = Buffer.concat([
    whole.subarray(0, head),
    whole.subarray(head + frame, head + 2 * frame),
    whole.subarray(head, head + frame),
    whole.subarray(head + 2 * frame),
  ])
  const without = Buffer.concat([whole.subarray(0, head + frame), whole.subarray(head + 2 * frame)])
  const tries: [string, Buffer, RegExp][] = [
    ['mark', changed(0), /not an encrypted backup/],
    ['salt', changed(20), /another key/],
    ['first', changed(head), new RegExp(`changed from byte ${head} on`)],
    ['middle', changed(head + frame + 7), new RegExp(`changed from byte ${head + frame} on`)],
    ['tag', changed(head + 2 * frame - 1), new RegExp(`changed from byte ${head + frame} on`)],
    ['end', changed(whole.length - 1), /its end was changed/],
    ['swapped', swapped, new RegExp(`changed from byte ${head} on`)],
    ['left out', without, new RegExp(`changed from byte ${head + frame} on`)],
    ['added', Buffer.concat([whole, whole.subarray(-100)]), /changed|end was changed/],
    ['cut in a part', whole.subarray(0, whole.length - 10), /ends at byte \d+ before it is complete/],
    ['cut between', whole.subarray(0, head + 2 * frame), /ends at byte \d+ before it is complete/],
    ['cut head', whole.subarray(0, 40), /ends at byte 40/],
  ]
  for (const [name, bytes, said] of tries) {
    writeFileSync(at('spoilt'), bytes)
    const refused = await restoreHere(at('spoilt'), at('none'), { key: keyFile })
    expect({ name, ...refused }).toMatchObject({ name, code: 1, err: expect.stringMatching(said) as string })
    expect(existsSync(at('none'))).toBe(false)
  }
  await butler(['backup', '--new-key', at('other-key')])
  const otherKey = await restore(at('sealed'), at('none'), '--key-file', at('other-key'))
  expect(otherKey.err).toContain('another key')
  expect((await restore(at('sealed'), at('none'))).err).toContain('--key-file')
  expect((await restore(at('plain'), at('none'), '--key-file', keyFile)).err).toContain('not an encrypted backup')
  expect(existsSync(at('none'))).toBe(false)
})

test('what is no backup, or one that does not hold, is refused with what and where', async () => {
  const spoilt = (name: string, statement: string) => {
    cpSync(at('plain'), at(name))
    const db = new Database(at(name))
    db.exec(statement)
    db.close()
    return at(name)
  }
  const text = at('text')
  writeFileSync(text, 'no backup at all')
  const torn = at('torn')
  writeFileSync(torn, readFileSync(at('plain')).subarray(0, 200_000))
  await using world = await makeWorld({ engine: 'sqlite' })
  await world.addStaff('b1', 'butler')
  const desk = await world.desk('b1')
  await desk.close()
  const tries: [string, RegExp][] = [
    [text, /is not a backup/],
    [torn, /is damaged, or was cut off: it is not used/],
    [spoilt('edited', `update event set actorId = 'x' where ver = 3`), /version 3 .+: it was edited/],
    [spoilt('deleted', `delete from event where ver = 2`), /version 2: the event is gone/],
    [spoilt('newer', `insert into migration values ('9999-later', 1)`), /newer version/],
    [spoilt('other', `drop table event`), /is not a backup/],
    [join(desk.folder, 'butler.db'), /not a backup of an authority/],
    [at('nowhere'), /no such file/],
  ]
  for (const [file, said] of tries) {
    const refused = await restoreHere(file, at('none'))
    expect({ file, ...refused }).toMatchObject({ file, code: 1, err: expect.stringMatching(said) as string })
    expect(existsSync(at('none'))).toBe(false)
    const over = await restoreHere(file, team, { isReplacing: true })
    expect({ file, ...over }).toMatchObject({ file, code: 1 })
  }
  expect(readdirSync(team).filter((name) => name.startsWith('restore'))).toEqual([])
  expect(readdirSync(team).filter((name) => name.includes('replaced'))).toEqual([])
  const ofDesk = await butler(['--home', desk.folder, 'backup', at('of-desk')])
  expect(ofDesk).toMatchObject({ code: 4, err: expect.stringContaining('outbox') as string })
  expect(await restore(at('plain'), desk.folder, '--replace')).toMatchObject({ code: 4, out: '' })
})

test('a backup takes no other file’s place, and leaves nothing where it cannot be', async () => {
  const there = await butler(['--home', team, 'backup', at('plain')])
  expect(there).toMatchObject({ code: 1, err: expect.stringContaining('--force') as string })
  expect(await butler(['--home', team, 'backup', at('plain'), '--force'])).toMatchObject({ code: 0 })
  const itself = await butler(['--home', team, 'backup', join(team, 'butler.db'), '--force'])
  expect(itself).toMatchObject({ code: 1, out: '' })
  expect((await butler(['--home', team, 'backup', at('no/where')])).err).toContain('no folder')
  expect((await butler(['--home', team, 'backup', join(at('plain'), 'x')])).code).toBe(1)
  expect((await butler(['--home', team, 'backup'])).code).toBe(2)
  const again = await butler(['backup', '--new-key', keyFile])
  expect(again).toMatchObject({ code: 1, err: expect.stringContaining('there already') as string })
  writeFileSync(at('short-key'), 'abcd')
  expect((await butler(['--home', team, 'backup', at('x'), '--key-file', at('short-key')])).err).toContain('32 bytes')
  expect(existsSync(at('x'))).toBe(false)
  expect(await headOf(team)).toMatchObject({ ver: expect.any(Number) as number })
})

const canMount = async () => {
  const { exitCode } = await execa('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { reject: false })
  return exitCode === 0
}

test.runIf(await canMount())('a full disk is said, and leaves no half file', async () => {
  const small = at('small')
  mkdirSync(small)
  const lines = `mount -t tmpfs -o size=300k tmpfs ${small}; ${node} ${program} --home ${team} backup ${small}/b; code=$?; ls -A ${small}; exit $code`
  for (const script of [lines, lines.replace('/b;', `/b --key-file ${keyFile};`)]) {
    const ran = await execa('unshare', ['-m', 'sh', '-c', script], { env: bareEnv, extendEnv: false, reject: false })
    expect(ran).toMatchObject({ exitCode: 1, stdout: '', stderr: 'butler: the disk is full' })
  }
})

/** Ends a program as soon as a file is seen, however far it has come by then. */
async function killedAt(args: readonly string[], file: string) {
  const child = startButler(args)
  const ended = new AbortController()
  void child.then(() => ended.abort())
  while (!existsSync(file) && !ended.signal.aborted) await breath()
  child.kill('SIGKILL')
  return child
}

test('killed at any moment, a backup is whole or not there, and the next one is made', async () => {
  const file = at('killed')
  for (const [key, seen] of [
    [[], `${file}.part`],
    [['--key-file', keyFile], `${file}.part`],
    [['--key-file', keyFile], join(team, 'backup.making')],
    [[], file],
  ] as const) {
    const args = ['--home', team, 'backup', file, '--force', ...key]
    await killedAt(args, seen)
    if (existsSync(file))
      expect(await restore(file, at(`killed-${seen.length}-${key.length}`), ...key)).toMatchObject({ code: 0 })
    expect(await butler(args)).toMatchObject({ code: 0 })
    expect(existsSync(`${file}.part`) || existsSync(join(team, 'backup.making'))).toBe(false)
    rmSync(file)
  }
})

test('killed at any moment, a restore leaves a whole home or none, and goes through the next time', async () => {
  const head = await headOf(team)
  const home = at('cut')
  for (const seen of ['restore.lock', 'restore.making', 'restore.making/butler.db', 'butler.db']) {
    rmSync(home, { recursive: true, force: true })
    await killedAt(['--home', home, 'restore', at('sealed'), '--key-file', keyFile], join(home, seen))
    if (!existsSync(join(home, 'butler.db')))
      expect(await restore(at('sealed'), home, '--key-file', keyFile)).toMatchObject({ code: 0 })
    expect(await headOf(home)).toEqual(head)
    const opened = await openHome(home)
    expect((await opened.store.reader.selectFrom('epoch').select('number').execute()).length).toBe(2)
    await opened.close()
  }
  // In the place of another home: the one or the other is there.
  for (const seen of ['restore.making/butler.db', 'restore.making/butler.db-wal']) {
    await killedAt(['--home', home, 'restore', at('plain'), '--replace'], join(home, seen))
    expect(await headOf(home)).toEqual(head)
  }
  expect(await restore(at('plain'), home, '--replace')).toMatchObject({ code: 0 })
  expect(existsSync(join(home, 'restore.making'))).toBe(false)
})

test('a database that can no longer be read is replaced too, and kept', async () => {
  const home = at('broken')
  cpSync(team, home, { recursive: true })
  writeFileSync(join(home, 'butler.db'), 'nothing that can be read')
  writeFileSync(join(home, 'butler.db-wal'), 'of the old one')
  chmodSync(join(home, 'butler.db'), 0o600)
  expect((await restore(at('plain'), home)).err).toContain('--replace')
  expect(await restore(at('plain'), home, '--replace')).toMatchObject({ code: 0 })
  expect(await headOf(home)).toEqual(await headOf(team))
  const kept = readdirSync(home).find((name) => /\.replaced-\w+$/.test(name)) ?? ''
  expect(readFileSync(join(home, kept), 'utf8')).toBe('nothing that can be read')
})
