import { afterEach, expect, test } from 'vitest'
import type { Home } from '../../src/app/home.ts'
import { seedReplies } from '../../src/app/seed.ts'
import { type Language, languages } from '../../src/core/language.ts'
import { openChecklist } from '../../src/tui/actions/navigate.ts'
import { refresh } from '../../src/tui/app.ts'
import { press } from '../../src/tui/keys.ts'
import { addMedics, beginSpecialCase, makeTeam, moveOn, openClaim, sign } from '../app/special/medics.ts'
import { budgeted, confirmed, decidable } from '../core/special/approved.ts'
import { screenOf } from './screen.tsx'

const opened: AsyncDisposable[] = []
afterEach(async () => {
  for (const one of opened.splice(0)) await one[Symbol.asyncDispose]()
})

/** Somebody's screen. */
async function deskOf(home: Home, language: Language) {
  const { app, frame, shows, answer } = await screenOf(home, language)
  return {
    app,
    frame,
    shows,
    /** One key; what it begins is waited for. */
    async key(name: string) {
      press(app, name, name === 'enter' ? { return: true } : name === 'esc' ? { escape: true } : {})
      await app.opening
      await Promise.all(app.tasks)
    },
    /** The whole line of a prompt with its Enter. */
    async answer(asked: string, text: string) {
      await shows(asked)
      await answer(text)
    },
  }
}

/** A special case that the manager's yes is missing of, and another doctor's claim. */
async function team() {
  const world = await makeTeam()
  opened.push(world)
  await seedReplies(world.authority, 'en')
  const [butler, expert] = [await world.desk('b1'), await world.desk('x1')]
  const [supervisor, second, manager] = [await world.desk('s1'), await world.desk('s2'), await world.desk('m1')]
  const [one = '', two = ''] = await addMedics(world, 'b1', 2)
  await butler.sync.once()
  const claims = [await openClaim(butler, one), await openClaim(butler, two)]
  for (const home of [butler, expert]) await home.sync.once()
  for (const id of claims) await sign(expert, id)
  for (const home of [expert, butler]) await home.sync.once()
  const run = await beginSpecialCase(butler, claims[0] ?? '')
  await butler.sync.once()
  await moveOn(expert, run, confirmed, 'escalation.step', 'confirm')
  await moveOn(supervisor, run, { ...decidable, ...budgeted }, 'escalation.approve', 'approve')
  for (const home of [manager, supervisor, butler]) await home.sync.once()
  return { world, butler, supervisor, second, manager, run, like: claims[1] ?? '' }
}

test('approved, paid, made into a scheme and granted by keys alone, on five desks', async () => {
  const { world, butler, supervisor, second, manager, like } = await team()

  // One key from the queue; Enter shows the whole of it, v what was decided before.
  const yes = await deskOf(manager, 'zh-Hans')
  await yes.key('A')
  await yes.shows(/>.*示例医生b1-M1 · 特事特办 · 审批预算/)
  await yes.shows('¥10,000.00')
  await yes.key('enter')
  await yes.shows('医护暖心慰问金')
  await yes.shows('v 先例 0 · S 方案 0')
  await yes.key('v')
  await yes.shows('没有同类先例')
  await yes.key('esc')
  await yes.key('esc')
  await yes.key('a')
  await yes.answer('批准的理由', '情况属实')
  await yes.shows('没有等您审批的事项')

  await supervisor.sync.once()
  const paying = await deskOf(supervisor, 'zh-Hans')
  const [item] = await supervisor.query.escalations()
  paying.app.store.set((now) => ({
    ...now,
    stack: [...now.stack, { is: 'escalation', escalationId: item?.id ?? '', cursor: { index: 0 }, data: null }],
  }))
  await refresh(paying.app)
  await paying.key('$')
  await paying.answer('¥10,000.00，付款编号', 'PAY-1')
  await paying.shows('已记入慰问金台账')
  await paying.key('+')
  await paying.answer('方案名称', '抗疫一线医护')
  await paying.shows('哪些事实必须相同')
  const facts = () => paying.app.store.get().overlay
  for (let at = 0; at < 30 && !paying.frame().match(/>.*执业医护/); at++) await paying.key('j')
  expect(facts()).toMatchObject({ is: 'choose', isMany: true })
  await paying.key(' ')
  await paying.key('enter')
  await paying.answer('每件上限、预算', '10000 1080000 2099-12-31')
  await paying.shows('已提交，由他人批准')

  await second.sync.once()
  const other = await deskOf(second, 'zh-Hans')
  await other.key('A')
  await other.shows(/>.*抗疫一线医护 · 专项方案/)
  await other.key('enter')
  await other.shows('执业医护 = 是')
  await other.shows('余额  ¥1,080,000.00')
  await other.key('a')
  await other.answer('批准的理由', '同类同等')
  await expect.poll(async () => (await world.authority.query.all('scheme'))[0]?.state).toBe('running')

  await butler.sync.once()
  const granting = await deskOf(butler, 'zh-Hans')
  await openChecklist(granting.app, like)
  await granting.shows('本案适用“抗疫一线医护”')
  await granting.key('$')
  await granting.shows('按哪个方案')
  await granting.key('enter')
  await granting.answer('¥10,000.00，付款编号', 'PAY-2')
  // The words about it are there, and go out by the person's hand alone.
  await granting.shows('已记入慰问金台账。这是给客户的话')
  await granting.shows('goodwill-paid')
  expect(await world.authority.query.all('message')).toHaveLength(0)
  await granting.key('s')
  await granting.key('y')
  await butler.sync.once()
  const [told] = await world.authority.query.all('message')
  expect(told?.text).toMatch(/医护暖心慰问金10,000\.00元已于2026-\d\d-\d\d支付给您/)
  expect(await world.authority.query.all('goodwill')).toMatchObject([
    { schemeId: null, amountFen: 1_000_000, reference: 'PAY-1', by: 's1' },
    { schemeId: expect.any(String) as unknown, amountFen: 1_000_000, reference: 'PAY-2', by: 'b1' },
  ])

  // Stopped, it is none for the next; the screen of every desk says so.
  await second.sync.once()
  await other.key('t')
  await other.answer('暂停的理由', '核查')
  await other.shows('已暂停')
  await butler.sync.once()
  await granting.key('S')
  await granting.shows('抗疫一线医护 · 已暂停')
  await granting.shows('已用 ¥10,000.00（1件）')
}, 60_000)

const said = {
  en: { none: 'Nothing waits for your yes', schemes: 'There are no schemes' },
  'zh-Hans': { none: '没有等您审批的事项', schemes: '还没有专项方案' },
  'zh-Hant': { none: '沒有等您審批的事項', schemes: '還沒有專項方案' },
}

test.each(languages)('with nothing to decide the screens say so, in %s', async (language) => {
  const world = await makeTeam()
  opened.push(world)
  const { key, shows } = await deskOf(await world.desk('s1'), language)
  for (const [name, text] of [
    ['A', said[language].none],
    ['S', said[language].schemes],
  ] as const) {
    await key(name)
    await shows(text)
  }
})
