import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { jsonLines, tempFolder } from './butler.ts'
import { butler } from './in-process.ts'
import { makeTeam } from './team.ts'

const home = join(tempFolder(), 'team')
beforeAll(() => makeTeam(home))
const as = (who: string | null, ...args: string[]) => butler(['--home', home, ...(who ? ['--as', who] : []), ...args])
const json = async (who: string | null, ...args: string[]) => jsonLines((await as(who, ...args, '--json')).out)

test('a butler goes away: the backup’s queue has the work; limits, pauses and refusals say what they are', async () => {
  expect(await as('S001', 'staff', 'backup', 'B001', 'B001')).toMatchObject({
    code: 6,
    err: expect.stringContaining('staff.own-backup'),
  })
  expect(await as('S001', 'staff', 'backup', 'B001', 'B002')).toMatchObject({ code: 0 })
  const before = (await json('B002', 'queue', 'list')).length
  expect(await as('B002', 'staff', 'away', 'B001', '--why', '假')).toMatchObject({ code: 4 })
  expect(await as('B001', 'staff', 'away', 'B001', '--why', '病假', '--until', '+3d')).toMatchObject({
    code: 0,
    out: 'B002',
  })
  expect((await json('B002', 'queue', 'list')).length).toBeGreaterThan(before)
  expect(await as('B001', 'staff', 'back', 'B001')).toMatchObject({ code: 0 })
  expect((await json('B002', 'queue', 'list')).length).toBe(before)
  expect(await as('S001', 'staff', 'capacity', 'B002', '--customers', '1')).toMatchObject({ code: 0 })
  const full = await as('S001', '--lang', 'zh-Hans', 'customer', 'reassign', 'C0001', '--to', 'B002')
  expect(full).toMatchObject({ code: 6, err: expect.stringMatching(/客户已到上限 1 位.*staff\.full/) })
  expect(await as('S001', 'staff', 'capacity', 'B002', '--customers', 'none')).toMatchObject({ code: 0 })
  expect(await as('S001', 'staff', 'pause-intake', 'B002')).toMatchObject({ code: 0 })
  expect(await as('S001', 'customer', 'reassign', 'C0001', '--to', 'B002')).toMatchObject({ code: 6 })
  expect(await as('S001', 'staff', 'resume', 'B002', '--dry-run')).toMatchObject({
    code: 0,
    err: expect.stringContaining('tried'),
  })
  expect(await as('S001', 'staff', 'resume', 'B002')).toMatchObject({ code: 0 })
})

test('cases are handed over one by one; who made the pack and the supervisor see what was refused', async () => {
  const made = await as('B001', 'handover', 'make', '--to', 'B002', '--note', '今晚请跟进')
  expect(made).toMatchObject({ code: 0 })
  expect(await json('B002', 'handover', 'show')).toHaveLength(1)
  const opened = await as('B001', 'case', 'open', 'C0001', '--kind', 'question', '--title', '住院押金')
  expect(await as('B001', 'handover', 'make', '--to', 'B002', '--case', opened.out)).toMatchObject({ code: 0 })
  const items = await json('B002', 'handover', 'show', '--state', 'waiting')
  expect(items).toHaveLength(2)
  const ids = items.map((item) => (item['handover'] as { id: string }).id)
  expect(await as('B001', 'handover', 'accept', ids[0] ?? '')).toMatchObject({ code: 1 })
  expect(await as('B002', 'handover', 'accept', ids[0] ?? '')).toMatchObject({ code: 0 })
  expect(await as('B002', 'handover', 'refuse', ids[1] ?? '', '--reason', '不熟悉')).toMatchObject({ code: 0 })
  const states = async (who: string) =>
    (await json(who, 'handover', 'show'))
      .map((item) => (item['handover'] as { state: string }).state)
      .filter((state) => state !== 'waiting')
      .sort()
  for (const who of ['B001', 'B002', 'S001']) expect(await states(who)).toEqual(['accepted', 'refused'])
  const shown = await as('S001', '--lang', 'zh-Hans', 'handover', 'show', '--state', 'refused')
  expect(shown.out).toContain('不熟悉')
  const [board] = await json('S001', 'board')
  expect(board).toMatchObject({
    refused: [{ id: ids[1] }],
    butlers: expect.arrayContaining([expect.objectContaining({ staffId: 'B002' })]),
  })
  expect((await as('S001', 'board')).out).toContain('不熟悉')
  expect(await as('B001', 'handover', 'return', ids[0] ?? '')).toMatchObject({ code: 0 })
  expect(await states('B001')).toEqual(['refused'])
})

test('a book: preview, move, contacts and orphans; a leaver keeps the desk until the book has an heir', async () => {
  const book = (await json('S001', 'book', 'reassign', 'B001', 'B002', '--preview')).at(-1)
  expect(book).toMatchObject({ is: 'sum', isPreview: true, refused: 0 })
  expect(await as('S001', 'staff', 'revoke', 'B001')).toMatchObject({
    code: 6,
    err: expect.stringContaining('--book-to'),
  })
  const moved = await json('S001', 'book', 'reassign', 'B001', 'B002')
  expect(moved.at(-1)).toMatchObject({ is: 'sum', done: book?.['done'], isPreview: false })
  expect(moved.filter(({ is }) => is === 'done')).toHaveLength(Number(book?.['done']))
  expect((await as('S001', 'book', 'reassign', 'B001', 'B002')).err).toContain('Moved 0')
  const contacts = await json(null, 'book', 'contacts', '--butler', 'B002', '--open')
  expect(contacts.length).toBe(Number(book?.['done']))
  expect(await as(null, 'book', 'orphans')).toMatchObject({ code: 0, out: '' })
  expect(await as('S001', 'staff', 'revoke', 'B001')).toMatchObject({ code: 0 })
  expect(await as('B002', 'book', 'reassign', 'B002', 'B001')).toMatchObject({ code: 4 })
})

test('a line to a butler is read once; a supervisor takes a case over with a reason', async () => {
  const sent = await as('S001', 'staff', 'message', 'B002', '请先回王女士')
  expect(sent.code).toBe(0)
  expect((await as('B002', 'staff', 'messages')).out).toContain('请先回王女士')
  expect(await as('B002', 'staff', 'read', sent.out.trim())).toMatchObject({ code: 0 })
  expect(await as('B002', 'staff', 'messages')).toMatchObject({ out: '' })
  expect(await as('S001', 'case', 'take-over', 'q.V001')).toMatchObject({ code: 2 })
  expect(await as('S001', 'case', 'take-over', 'q.V001', '--reason', '客户在等')).toMatchObject({ code: 0 })
})
