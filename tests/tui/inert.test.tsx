import { render } from 'ink-testing-library'
import { expect, test } from 'vitest'
import { seedFlows, seedProducts } from '../../src/app/seed.ts'
import { type App, makeTerminal, refresh } from '../../src/tui/app.ts'
import { claimScreen, claimTabs } from '../../src/tui/actions/claim-tabs.ts'
import { open } from '../../src/tui/actions/navigate.ts'
import { type Screen, emptyState, start } from '../../src/tui/state.ts'
import { createStateStore } from '../../src/tui/store.ts'
import { plainTheme } from '../../src/tui/theme.ts'
import { Workstation } from '../../src/tui/workstation.tsx'
import { writeRows } from '../../src/store/rows.ts'
import { transact } from '../../src/store/transact.ts'
import { hostileNames, unsafeIn } from '../hostile.ts'
import { accepted, makeWorld } from '../world.ts'

test('names and texts of others are inert on every screen', async () => {
  await using world = await makeWorld()
  const home = world.authority
  await seedFlows(home, 'en')
  await seedProducts(home, 'en')
  await world.give('staff.add', { id: 'b1', name: hostileNames[0], role: 'butler' })
  const texts = hostileNames.map((name) => name.replaceAll('\u0000', ''))
  const all = texts.join(' ').slice(0, 79)
  const imported = (kind: string, number: number, rows: unknown[]) =>
    world.give('import.rows', { kind, source: 'test', number, rows })
  const person = { owner: 'b1', city: texts[9], tags: texts.slice(0, 8) }
  const household = texts
    .slice(0, 6)
    .map((name) => ({ name, relation: 'child', gender: 'unknown', bornOn: null, idNumber: null }))
  await imported('customers', 1, [
    ...texts.map((name, n) => ({ ...person, externalId: `H${n}`, name })),
    { ...person, externalId: 'A', name: all, household },
  ])
  const policy = {
    productCode: 'MED-MILLION',
    issuedOn: '2026-01-01',
    effectiveOn: '2026-01-01',
    expiresOn: '2026-12-31',
    premiumFen: 1,
  }
  await imported(
    'policies',
    2,
    texts.map((name, n) => ({ ...policy, externalId: `P${n}`, customer: 'A', number: `N${name}`, insuredName: name })),
  )
  await imported(
    'conversations',
    3,
    texts.map((text, n) => ({ externalId: `M${n}`, conversation: 'V', customer: 'A', direction: 'in', at: n, text })),
  )
  const as = { as: { staffId: 'b1', role: 'butler' as const } }
  const give = async (name: string, args: object) => accepted(await home.execute(name, args, as))
  for (const [n] of texts.entries())
    await give('case.open', { customerId: `c.H${n}`, kind: 'question', title: texts[n] })
  const { caseId, claimId } = await give('claim.open', { policyId: 'p.P3', title: texts[3] })
  for (const text of texts) await give('note.add', { customerId: 'c.A', caseId, text })
  const [flow] = await home.query.all('flow')
  const begun = await home.execute('escalation.start', { flowId: flow?.id, customerId: 'c.A', caseId, claimId }, as)
  const scheme = { escalationId: 'none', productCode: texts[1] ?? '', clauseNumber: texts[2] ?? '', condition: null }
  const money = {
    minFen: 1,
    maxFen: 1,
    budgetFen: 1,
    startsOn: '2026-01-01',
    endsOn: '2026-12-31',
    grantCount: 0,
    spentFen: 0,
  }
  const proposal = { proposedBy: 'b1', proposedAt: 0, decidedBy: 'b1', decidedAt: 0, stops: [] }
  await transact(home.store, (write) =>
    writeRows(
      write,
      'scheme',
      texts.map((name, n) => ({
        ...{
          id: `S${n}`,
          name,
          goodwillName: name,
          state: 'waiting' as const,
          reason: name,
          ...scheme,
          ...money,
          ...proposal,
        },
      })),
    ),
  )
  const desk = await world.desk('b1')
  const state = emptyState({ language: 'zh-Hans', cols: 120, rows: 40, now: desk.clock.now() })
  const app: App = {
    ...{ home: desk, store: createStateStore(state), previews: new Map(), tasks: new Set(), opening: null },
    ...{ terminal: makeTerminal(), exit: () => {} },
  }
  const drawn = render(<Workstation app={app} theme={plainTheme} />)
  await refresh(app)
  const screens: Screen[] = [
    ...['c.A', 'c.H1', 'c.H8'].map((customerId): Screen => ({
      is: 'customer',
      customerId,
      caseId: null,
      cursor: start,
      data: null,
    })),
    { is: 'search', text: '甲', cursor: start, data: null },
    { is: 'search', text: texts[2] ?? '', cursor: start, data: null },
    { is: 'policy', policyId: 'p.P8', filter: texts[1] ?? '', cursor: start, data: null },
    ...claimTabs.map((tab) => claimScreen(tab, String(claimId), null)),
    { is: 'trace', claimId: String(claimId), cursor: start, data: null },
    { is: 'flows', customerId: 'c.A', caseId: String(caseId), claimId: String(claimId), cursor: start, data: null },
    { is: 'outbox', cursor: start, data: null },
    { is: 'conversations', talkId: 'v.V', cursor: start, data: null },
    { is: 'conversation', conversationId: 'v.V', customerId: 'c.A', cursor: start, data: null },
    ...['S1', 'S3', 'S8'].map((schemeId): Screen => ({ is: 'schemes', schemeId, cursor: start, data: null })),
    ...(begun.ok
      ? [{ is: 'escalation' as const, escalationId: String(begun.result['escalationId']), cursor: start, data: null }]
      : []),
  ]
  const frame = () => drawn.lastFrame() ?? ''
  await expect.poll(frame).toContain('甲')
  expect(unsafeIn(frame())).toBe(null)
  for (const screen of screens) {
    await open(app, screen)
    const before = drawn.frames.length
    await expect.poll(() => drawn.frames.length >= before && frame().length > 100).toBe(true)
    app.store.set((now) => ({ ...now, notice: { text: texts.join(' '), tone: 'bad' } }))
    for (const seen of drawn.frames.splice(0))
      expect({ is: screen.is, unsafe: unsafeIn(seen) }).toEqual({ is: screen.is, unsafe: null })
  }
  await expect.poll(() => drawn.frames.length).toBeGreaterThan(0)
  for (const seen of drawn.frames) expect(unsafeIn(seen)).toBe(null)
  await Promise.all(app.tasks)
})
