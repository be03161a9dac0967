import { expect, test } from 'vitest'
import { cellWidth } from '../../src/app/cells.ts'
import { languages } from '../../src/core/language.ts'
import { accepted, makeWorld } from '../world.ts'
import { screenOf } from './screen.tsx'

const hour = 3_600_000

async function desk() {
  const world = await makeWorld()
  await world.addTeam({ b1: 'butler' })
  await world.addCustomers('b1', ['云小舟', '单小雨'])
  const home = await world.desk('b1')
  const opened = accepted(
    await home.execute('case.open', {
      ...{ customerId: 'c.b1-2', kind: 'question', title: '等待期内体检异常怎么办' },
      clocks: [
        {
          code: 'firstReply',
          kind: 'serviceLevel',
          startsAt: world.clock.now() - hour,
          dueAt: world.clock.now() + hour,
          metAt: null,
        },
      ],
    }),
  )
  accepted(await home.execute('case.open', { customerId: 'c.b1-1', kind: 'question', title: '续保价格' }))
  return { world, home, held: String(opened['caseId']) }
}

test('promised from the queue, seen from anywhere, kept and confirmed with a key each', async () => {
  const { world, home } = await desk()
  await using _ = world
  const screen = await screenOf(home, 'en', 80)
  await screen.shows('等待期内体检异常')
  screen.key('P')
  await screen.answer('yesterday call back')
  await screen.shows('Begin with a time')
  screen.key('esc')
  screen.key('P')
  await screen.answer('+2h call back about the price')
  await screen.shows('promised')
  screen.key('O')
  await screen.shows(/Later|Today/)
  await screen.shows('promise 2h left')
  await screen.shows('reply 1h left')
  screen.key('j')
  screen.key('enter')
  await screen.shows('Promises  1')
  screen.key('Y')
  await screen.shows('It is not kept yet')
  screen.key('K')
  await screen.answer('called her')
  await screen.shows('kept, not confirmed')
  screen.key('Y')
  await screen.answer('thank you')
  await screen.shows('promise confirmed')
  await expect.poll(screen.frame).not.toContain('Promises')
  expect(await home.query.owedPromises()).toEqual([])
})

test.each(languages)('all that is owed fits 80 columns in %s; a clock that stands still says so', async (language) => {
  const { world, home, held } = await desk()
  await using _ = world
  const hold = {
    reason: '等客户补发体检报告，客户说要等医院出纸质版才能寄出来',
    waitingOn: 'customer',
    wakeAt: world.clock.now() + 48 * hour,
  }
  accepted(await home.execute('case.hold', { caseId: held, hold }))
  const words = '今天下班前把续保方案和价格对比表发给客户，并电话确认她是否收到'
  accepted(await home.execute('promise.make', { customerId: 'c.b1-1', words, dueAt: world.clock.now() + 3 * hour }))
  const screen = await screenOf(home, language, 80)
  screen.key('O')
  await screen.shows({ en: /reply paused, 1h/, 'zh-Hans': /首复暂停，剩1时/, 'zh-Hant': /首覆暫停，剩1時/ }[language])
  await screen.shows({ en: /On hold until/, 'zh-Hans': /挂起至/, 'zh-Hant': /擱置至/ }[language])
  for (const line of screen.frame().split('\n')) expect(cellWidth(line)).toBeLessThanOrEqual(80)
  screen.key('j')
  await screen.shows({ en: /promised b1/, 'zh-Hans': /作出承诺/, 'zh-Hant': /作出承諾/ }[language])
  for (const line of screen.frame().split('\n')) expect(cellWidth(line)).toBeLessThanOrEqual(80)
})
