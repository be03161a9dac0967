import { afterEach, expect, test } from 'vitest'
import { cellWidth } from '../../src/app/cells.ts'
import type { Home } from '../../src/app/home.ts'
import { seedFlows, seedReplies } from '../../src/app/seed.ts'
import { type Language, languages } from '../../src/core/language.ts'
import { openComplaints } from '../../src/tui/actions/complaints.ts'
import { openDirectory } from '../../src/tui/actions/directory.ts'
import { refresh } from '../../src/tui/app.ts'
import { press } from '../../src/tui/keys.ts'
import { accepted, makeWorld, type World } from '../world.ts'
import { screenOf } from './screen.tsx'

const worlds: World[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world[Symbol.asyncDispose]()
})

/** A screen none of whose lines is ever too wide. */
async function deskOf(home: Home, language: Language) {
  const { app, frame, shows, key } = await screenOf(home, language)
  return {
    app,
    key,
    async shows(text: string | RegExp) {
      await shows(text)
      for (const line of frame().split('\n')) expect(cellWidth(line)).toBeLessThanOrEqual(100)
    },
    enter: () => press(app, '', { return: true }),
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
        flowId: 'E3@1',
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
