import { stripVTControlCharacters } from 'node:util'
import { render } from 'ink-testing-library'
import { afterEach, expect, test } from 'vitest'
import { cellWidth } from '../../src/app/cells.ts'
import type { Home } from '../../src/app/home.ts'
import { seedFlows, seedReplies } from '../../src/app/seed.ts'
import { type Language, languages } from '../../src/core/language.ts'
import { openComplaints } from '../../src/tui/actions/complaints.ts'
import { openDirectory } from '../../src/tui/actions/directory.ts'
import { type App, makeField, refresh } from '../../src/tui/app.ts'
import { press } from '../../src/tui/keys.ts'
import { queueScreen, type State } from '../../src/tui/state.ts'
import { createStateStore } from '../../src/tui/store.ts'
import { plainTheme } from '../../src/tui/theme.ts'
import { Workstation } from '../../src/tui/workstation.tsx'
import { accepted, makeWorld, type World } from '../world.ts'

const worlds: World[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world[Symbol.asyncDispose]()
})

async function screenOf(home: Home, language: Language) {
  const state: State = {
    ...{ language, cols: 80, rows: 24, now: home.clock.now(), scroll: 0, overlay: null, notice: null },
    ...{ queue: null, sync: null, staff: new Map(), flows: new Map(), stack: [queueScreen()] },
  }
  const app: App = {
    ...{ home, store: createStateStore(state), previews: new Map(), tasks: new Set(), opening: null },
    ...{ field: makeField(), exit: () => {} },
  }
  const drawn = render(<Workstation app={app} theme={plainTheme} />)
  await refresh(app)
  const frame = () => stripVTControlCharacters(drawn.lastFrame() ?? '')
  const shows = async (text: string | RegExp) => {
    await expect.poll(frame).toMatch(text)
    for (const line of frame().split('\n')) expect(cellWidth(line)).toBeLessThanOrEqual(100)
  }
  return { app, shows, key: (name: string) => press(app, name, {}), enter: () => press(app, '', { return: true }) }
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
    const { app, shows, key } = await screenOf(desk, language)
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
    const { app, shows, key, enter } = await screenOf(opened, language)
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
