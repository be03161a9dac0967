import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { jsonLines, tempFolder } from './butler.ts'
import { butler } from './in-process.ts'
import { makeTeam } from './team.ts'

const home = join(tempFolder(), 'team')
beforeAll(() => makeTeam(home))

const as = (staff: string, ...args: string[]) => butler(['--home', home, '--as', staff, ...args])

test('a promise from the command line: made, owed, kept, confirmed; the case waits for it', async () => {
  expect(await as('B001', 'promise', 'make', 'C0001', '回电', '--by', '2020-01-01')).toMatchObject({
    code: 2,
    err: expect.stringContaining('that time is over'),
  })
  expect(await as('B001', 'promise', 'make', 'C0001', '回电', '--by', '+2h', '--dry-run')).toMatchObject({
    code: 0,
    out: '',
  })
  const opened = await as('B001', 'case', 'open', 'C0001', '--kind', 'question', '--title', '续保')
  const made = await as('B001', 'promise', 'make', 'C0001', '今天发续保方案', '--by', '+2h', '--case', opened.out)
  expect(made).toMatchObject({ code: 0, err: 'made a promise' })
  const id = made.out
  const [owed] = jsonLines((await as('B001', 'owed', '--days', '2', '--json')).out).filter(
    (one) => (one as { promiseId: string }).promiseId === id,
  )
  expect(owed).toMatchObject({ kind: 'promised', standing: 'running', words: '今天发续保方案', caseId: opened.out })
  expect((await as('B001', 'owed', '--lang', 'zh-Hans')).out).toMatch(
    /承诺剩1时59分\t承诺\t云小舟\t管家\t今天发续保方案/,
  )
  expect(await as('B001', 'case', 'done', opened.out, '--outcome', 'ok')).toMatchObject({
    code: 6,
    err: expect.stringMatching(/still to be kept: “今天发续保方案” \(case\.has-promise\)$/),
  })
  expect(await as('B001', 'promise', 'confirm', id, '收到')).toMatchObject({ code: 6 })
  expect(await as('B001', 'promise', 'move', id, '客户说明天也行', '--to', '+1d')).toMatchObject({ code: 0 })
  expect(await as('B001', 'promise', 'keep', id, '微信已发')).toMatchObject({ code: 0, err: 'kept a promise' })
  const listed = await as('B001', 'promise', 'list', '--lang', 'zh-Hant')
  expect(listed.out).toContain('已兌現，待確認\t云小舟\t今天发续保方案')
  expect((await as('B001', 'customer', 'show', 'C0001')).out).toContain('promise kept\t微信已发')
  expect(await as('B001', 'promise', 'confirm', id, '收到了')).toMatchObject({ code: 0 })
  expect(await as('B001', 'case', 'done', opened.out, '--outcome', 'ok')).toMatchObject({ code: 0 })
  expect((await as('B001', 'promise', 'list')).out).not.toContain(id)
  expect(jsonLines((await as('B001', 'promise', 'list', '--customer', 'C0001', '--json')).out)).toMatchObject([
    { id, state: 'confirmed', isLate: false },
  ])
})

test('a reply that promises something says so in one verb; what the customer says is no promise of ours', async () => {
  const opened = await as('B001', 'case', 'open', 'C0001', '--kind', 'question', '--title', '保单')
  const said = await as('B001', 'message', 'log', opened.out, '--out', '晚上八点前给您答复', '--promise', '+3h')
  expect(said).toMatchObject({ code: 0, out: expect.stringMatching(/^\S+\n\S+$/) })
  expect(JSON.parse((await as('B001', 'case', 'show', opened.out, '--json')).out)).toMatchObject({
    promises: [{ words: '晚上八点前给您答复', state: 'open' }],
    messages: [{ text: '晚上八点前给您答复' }],
  })
  expect(await as('B001', 'message', 'log', opened.out, '--in', '好', '--promise', '+3h')).toMatchObject({ code: 2 })
})
