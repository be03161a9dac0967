import { stripVTControlCharacters } from 'node:util'
import { afterEach, expect, test } from 'vitest'
import { cellWidth } from '../../src/app/cells.ts'
import type { Home } from '../../src/app/home.ts'
import type { SyncState } from '../../src/app/sync-loop.ts'
import { type Language, languages } from '../../src/core/language.ts'
import { openOutbox } from '../../src/tui/actions/outbox.ts'
import { refresh } from '../../src/tui/app.ts'
import { headerText } from '../../src/tui/present/frame-lines.ts'
import { queueScreen, type State } from '../../src/tui/state.ts'
import { plainTheme } from '../../src/tui/theme.ts'
import { dictionaries } from '../../src/tui/words/dictionary.ts'
import { deskToBeRefused, lostCase, lostGroup } from '../sync/refused-desk.ts'
import { accepted } from '../world.ts'
import { screenOf } from './screen.tsx'

const opened: AsyncDisposable[] = []
afterEach(async () => {
  for (const one of opened.splice(0)) await one[Symbol.asyncDispose]()
})

async function outboxOf(home: Home, language: Language) {
  const screen = await screenOf(home, language)
  await openOutbox(screen.app)
  return screen
}

async function refusedDesk() {
  const at = await deskToBeRefused()
  opened.push(at)
  await lostGroup(at.world, at.desk)
  return at
}

const said = {
  en: {
    given: 'What was given',
    below: '2 commands stand on it',
    retry: 'and the 2 that stand on it',
    gone: 'Nothing waits',
  },
  'zh-Hans': { given: '操作内容', below: '有2条操作依赖它', retry: '及依赖它的2条', gone: '没有待同步的' },
  'zh-Hant': { given: '操作內容', below: '有2筆操作依賴它', retry: '及依賴它的2筆', gone: '沒有待同步的' },
}

test.each(languages)('the group is shown with why and what, and given again as a whole, in %s', async (language) => {
  const { world, desk } = await refusedDesk()
  const { shows, key, frame } = await outboxOf(desk, language)
  const words = said[language]
  await shows(words.given)
  await shows(words.below)
  await shows('离线时新建')
  expect(
    frame()
      .split('\n')
      .filter((line) => line.includes('└')),
  ).toHaveLength(2)
  key('r')
  await shows(words.retry)
  key('y')
  await expect.poll(() => desk.query.outboxCounts()).toEqual({ waiting: 3, refused: 0 })
  await desk.sync.once()
  expect((await world.authority.query.customer('c.b1-2'))?.cases).toMatchObject([{ title: '离线时新建' }])
})

test('giving up asks for the reason, handing over for a note; both leave an outbox that says that it is empty', async () => {
  const { world, desk } = await refusedDesk()
  const caseId = await lostCase(world, desk)
  await desk.sync.once()
  const screen = await outboxOf(desk, 'zh-Hans')
  await screen.shows('有2条操作依赖它')
  screen.key('d')
  await screen.shows('放弃的原因（连同依赖它的2条）')
  await screen.answer('客户已自行处理')
  await screen.shows('已放弃')
  await screen.shows('已接手该事项')
  expect(screen.frame().split(caseId)).toHaveLength(2)
  screen.key('h')
  await screen.shows('给主管的说明')
  await screen.answer('客户只认我')
  await screen.shows('已转交主管')
  await desk.sync.once()
  await refresh(screen.app)
  await screen.shows(said['zh-Hans'].gone)
  const became = (await desk.query.outbox('discarded')).map((entry) => [entry.became?.is, entry.became?.reason])
  const givenUp = ['discarded', '客户已自行处理']
  expect(became).toEqual([givenUp, givenUp, givenUp, ['handedOver', '客户只认我']])
})

test('what waits cannot be decided about yet, and says so; what falls with a refused one says that', async () => {
  const { desk } = await refusedDesk()
  const [root] = await desk.query.outbox('refused')
  accepted(await desk.execute('note.add', { customerId: 'c.b1-2', caseId: `${root?.id}.1`, text: '晚了一步' }))
  const { shows, key } = await outboxOf(desk, 'en')
  await shows('falls too')
  key('G')
  await shows(`will be refused with command ${root?.seq}`)
  for (const name of ['r', 'd', 'h']) {
    key(name)
    await shows('This one still waits')
    key('k')
    key('j')
  }
})

const standings: SyncState['is'][] = ['synced', 'waiting', 'offline', 'stopped']

test.each(languages)(
  'the count of what was refused is on the screen at 80 columns, however things stand, in %s',
  (language) => {
    const words = dictionaries[language]
    for (const is of standings) {
      const problem = is === 'stopped' ? 'urn:butler:problem:protocol' : null
      const sync: SyncState = {
        is,
        waiting: 1234,
        refused: 56,
        syncedAt: 1,
        offlineSince: Date.UTC(2025, 2, 18),
        problem,
        clockOffsetMs: 0,
      }
      const state = {
        cols: 80,
        now: Date.UTC(2026, 2, 20),
        sync,
        queue: null,
        stack: [queueScreen()],
      } as unknown as State
      const text = stripVTControlCharacters(headerText(state, '一位名字很长的管家', words, plainTheme))
      expect(cellWidth(text)).toBeLessThanOrEqual(80)
      expect(text).toContain(words.sync.refused(56))
    }
  },
)
