import { expect } from 'vitest'
import { everywhere, narrow, scene, wide, withBook, heroProduct } from './scene.ts'

withBook()

scene('the conversations of the day are filtered, by words and by how long somebody waits', everywhere, async (p) => {
  await p.press('M')
  await p.sees(p.words.screens.conversations, '王林')
  await p.press('/')
  await p.sees(p.words.filter.title)
  await p.type('wl')
  await p.sees(`${p.words.filter.title} 2/62`, '王林')
  await p.press('Ctrl-U')
  await p.commit('等待', '>1d')
  await p.sees(new RegExp(`${p.words.filter.title} \\d+/62`))
  p.seesNot('王林')
  await p.press('Enter', 'Esc')
  await p.sees('王林')
  expect(p.top()).toBe('conversations')
})

scene('a conversation is answered from its desk, and the next one opens', narrow, async (p) => {
  await p.press('M', 'Enter')
  await p.sees('王林', p.words.conversations.firstOpen)
  await p.press('r')
  await p.commit('别转账，', '我马上到')
  await p.press('Enter')
  await p.sees('已记为发送')
  expect(p.given).toEqual(['message.log'])
  expect(p.top()).toBe('conversation')
  p.seesNot('王林')
})

scene('what waits for the supervisor is decided by keys, with the reason', { ...narrow, who: 's01' }, async (p) => {
  await p.press('A')
  await p.sees('待我审批', '特事特办')
  // A yes needs what the flow asks whoever decides; a no needs its reason alone.
  await p.press('a')
  await p.sees('批准的理由')
  await p.commit('情况', '属实')
  await p.press('Enter')
  await p.sees('还需填写')
  expect(p.given).toEqual([])
  await p.press('x')
  await p.sees('驳回的理由')
  await p.commit('材料', '不足')
  await p.press('Enter')
  await p.sees('没有等您审批的事项')
  expect(p.given).toEqual(['escalation.refuse'])
})

scene('g shows what may follow it, and Esc goes away again', everywhere, async (p) => {
  await p.press('g')
  await p.sees(p.words.way.next)
  await p.press('Esc')
  p.seesNot(p.words.way.next)
  await p.press('g', 'w')
  await p.sees(p.words.screens.owed)
  await p.press('g', 'b')
  await p.sees(p.words.screens.tasks)
  await p.press('g', 'q')
  await p.sees(/ 1\/\d{3}\b/)
})

scene('background work is listed: what failed says why, and r tries it again', everywhere, async (p) => {
  await p.sees(p.words.sync.synced)
  p.offline()
  await p.press('m')
  await p.commit('断网', '时写的')
  await p.press('Enter', ':')
  await p.type(':tasks')
  await p.press('Enter')
  const failed = new RegExp(`>${p.words.tasks.standings.failed} +${p.words.tasks.names.send}`)
  await p.sees(failed, p.words.said.unreachable.slice(0, 6), p.words.tasks.canRetry.slice(0, 4))
  p.online()
  await p.press('r')
  await p.sees(new RegExp(`>${p.words.tasks.standings.done} +${p.words.tasks.names.send}`), p.words.tasks.sent(1))
})

scene('at a wide screen a third pane says what is used of a policy’s year', { ...wide, cols: 160 }, async (p) => {
  await p.opensHero()
  await p.sees('░ 0%', 'paid from it', 'Answered before')
  await p.resize(120, 40)
  // The whole is drawn anew once the window has come to rest.
  await expect.poll(() => p.stage.screen.text(), { timeout: 8_000 }).not.toContain('paid from it')
})

scene('the policy shows its year as bars, with the words', everywhere, async (p) => {
  await p.opensHero()
  await p.press('Down', 'Down', 'Enter')
  await p.sees(heroProduct, p.words.policy.used, '░ 0%', '2,000,000.00')
})
