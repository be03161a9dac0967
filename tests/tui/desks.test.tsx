import { afterEach, expect, test } from 'vitest'
import { cellWidth } from '../../src/app/cells.ts'
import type { Home } from '../../src/app/home.ts'
import { seedFlows, seedReplies } from '../../src/app/seed.ts'
import { type Language, languages } from '../../src/core/language.ts'
import { openCare } from '../../src/tui/actions/care.ts'
import { openComplaints } from '../../src/tui/actions/complaints.ts'
import { openDirectory } from '../../src/tui/actions/directory.ts'
import { refresh } from '../../src/tui/app.ts'
import { press } from '../../src/tui/keys.ts'
import { dictionaries } from '../../src/tui/words/dictionary.ts'
import { accepted, makeWorld, type World } from '../world.ts'
import { screenOf } from './screen.tsx'

const worlds: World[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world[Symbol.asyncDispose]()
})

/** A screen none of whose lines is ever too wide. */
async function deskOf(home: Home, language: Language) {
  const { app, frame, shows, key, answer, write } = await screenOf(home, language)
  return {
    app,
    key,
    async shows(text: string | RegExp) {
      await shows(text)
      for (const line of frame().split('\n')) expect(cellWidth(line)).toBeLessThanOrEqual(100)
    },
    enter: () => press(app, '', { return: true }),
    write,
    /** The whole line of a prompt with its Enter. */
    async answer(asked: string, text: string) {
      await shows(asked)
      await answer(text)
    },
  }
}

async function office() {
  const world = await makeWorld()
  worlds.push(world)
  await world.addTeam({ lin: 'butler', he: 'inspector' })
  await world.addCustomers('lin', ['陈大文', '歐陽若蘭'])
  await seedFlows(world.authority, 'en')
  await seedReplies(world.authority, 'en')
  return world
}

const said = {
  en: { right: 'Is 120 right', verified: 'Verified by', none: 'No complaint', law: 'Due by law' },
  'zh-Hans': { right: '120 确实无误', verified: '核实', none: '没有投诉', law: '法定期限' },
  'zh-Hant': { right: '120 確實無誤', verified: '核實', none: '沒有投訴', law: '法定期限' },
}

test.each(languages)(
  'the directory marks what nobody has verified, and takes a person’s word for it, in %s',
  async (language) => {
    const world = await office()
    const desk = await world.desk('lin')
    const { app, shows, key } = await deskOf(desk, language)
    await openDirectory(app)
    await shows(/>!.*急救中心.*120/)
    key('v')
    await shows(new RegExp(said[language].right))
    key('y')
    await shows(/> .*急救中心/)
    await shows(said[language].verified)
    expect(await desk.query.all('resource')).toContainEqual(
      expect.objectContaining({ phone: '120', verifiedBy: 'lin', verifiedAt: world.clock.now() }),
    )
  },
)

test.each(languages)(
  'the complaint desk shows point, subject, handler and clocks, the most pressing first, in %s',
  async (language) => {
    const world = await office()
    const opened = await world.desk('he')
    const { app, shows, key, enter } = await deskOf(opened, language)
    await openComplaints(app)
    await shows(said[language].none)
    const fields = { channel: 'phone', subject: '员工lin', point: '三天没有回复', handler: '员工he', demand: '道歉' }
    for (const [customerId, receivedOn] of [
      ['c.lin-1', '2026-03-18'],
      ['c.lin-2', '2026-03-10'],
    ]) {
      const item = accepted(
        await world.authority.execute('case.open', { customerId, kind: 'complaint', title: '投诉', role: 'inspector' }),
      )
      const args = {
        flowId: 'E3@2',
        customerId,
        caseId: item['caseId'],
        claimId: null,
        fields: { ...fields, receivedOn },
      }
      accepted(await world.authority.execute('escalation.start', args, { as: { staffId: 'he', role: 'inspector' } }))
    }
    await opened.sync.once()
    await refresh(app)
    await shows(/> ?\S+.*歐陽若蘭/)
    await shows('三天没有回复')
    await shows('员工he')
    await shows(said[language].law)
    key('j')
    await shows(/>.*陈大文/)
    enter()
    await shows('E3')
    expect(app.store.get().stack.at(-1)).toMatchObject({ is: 'escalation' })
  },
)

const asking = {
  en: {
    ...{ none: 'no policy is needed', who: 'Who needs help?', where: 'Where', what: 'What has happened' },
    ...{
      basis: 'Why we may keep it',
      concern: 'What is at stake?',
      until: 'Kept until 2026-04-19',
      extend: 'Keep until',
    },
  },
  'zh-Hans': {
    ...{ none: '不需要有保单', who: '谁需要帮助？', where: '所在位置', what: '发生了什么', basis: '处理依据' },
    ...{ concern: '涉及什么？', until: '保留至 2026-04-19', extend: '保留到哪天' },
  },
  'zh-Hant': {
    ...{ none: '不需要有保單', who: '誰需要幫助？', where: '所在位置', what: '發生了什麼', basis: '處理依據' },
    ...{ concern: '涉及什麼？', until: '保留至 2026-04-19', extend: '保留到哪天' },
  },
}

test.each(languages)('who is no customer is taken into care by keys, and kept for longer, in %s', async (language) => {
  const words = asking[language]
  const world = await office()
  const opened = await world.desk('lin')
  const { app, shows, key, enter, answer } = await deskOf(opened, language)
  await openCare(app)
  await shows(words.none)
  key('+')
  await answer(words.who, '路人甲某；13600001111；武汉')
  await answer(words.where, '江边公园南门')
  await answer(words.what, '胸口剧痛')
  await shows(words.basis)
  enter()
  await shows(words.concern)
  enter()
  await shows(/>04-19.*路人甲某/)
  await shows(words.until)
  key('u')
  await answer(words.extend, '2026-05-10 家属仍在外地')
  await shows(/>05-10/)
  await opened.sync.once()
  const care = { where: '江边公园南门', what: '胸口剧痛', basis: 'emergency', until: '2026-05-10' }
  expect(await world.authority.query.caredFor()).toMatchObject([
    { care, customer: { ownerId: 'lin', phone: '13600001111' } },
  ])
  enter()
  await expect.poll(() => app.store.get().stack.at(-1)).toMatchObject({ is: 'customer' })
})

test('a supervisor who takes the call says in whose book it goes', async () => {
  const world = await office()
  await world.addTeam({ qian: 'supervisor' })
  const opened = await world.desk('qian')
  const { app, shows, key, enter, answer } = await deskOf(opened, 'zh-Hans')
  await openCare(app)
  key('+')
  await answer('谁需要帮助？', '路人甲某')
  await answer('所在位置', '江边公园')
  await answer('发生了什么', '迷路')
  for (const asked of ['处理依据', '涉及什么？', '归属哪位管家？']) {
    await shows(asked)
    enter()
  }
  await shows('事项已建立')
  await opened.sync.once()
  expect(await world.authority.query.caredFor()).toMatchObject([{ customer: { ownerId: 'lin', name: '路人甲某' } }])
})

test.each(languages)(
  'what was said of a complaint stands while the caller is asked for again, in %s',
  async (language) => {
    const { complaints: words } = dictionaries[language]
    const asked = (is: string) => expect.poll(() => app.store.get().overlay?.is).toBe(is)
    const world = await office()
    const opened = await world.desk('he')
    const { app, shows, key, enter, answer, write } = await deskOf(opened, language)
    await openComplaints(app)
    key('+')
    await answer(words.who, '陈大文')
    await shows(words.nobody)
    press(app, '', { escape: true })
    key('+')
    await answer(words.who, '13900009999')
    await asked('choose')
    enter()
    await answer(words.asks.point, '三天没有回复')
    await answer(words.asks.subject, '员工lin')
    await answer(words.asks.demand, '道歉')
    await asked('choose')
    enter()
    await expect.poll(() => app.store.get().overlay).toMatchObject({ is: 'prompt', value: '13900009999' })
    await shows(/! .*9999/)
    expect(await world.authority.query.all('complaint')).toEqual([])
    // Mended, it goes through with what was said before.
    await world.give('import.rows', {
      ...{ kind: 'customers', source: 'test', number: 1 },
      rows: [{ externalId: 'late', name: '欧阳晓雯', owner: 'lin', phone: '13900009999' }],
    })
    write('\r')
    await shows(/>15.*欧阳晓雯/)
    expect(await world.authority.query.all('complaint')).toMatchObject([{ point: '三天没有回复', demand: '道歉' }])
  },
)
