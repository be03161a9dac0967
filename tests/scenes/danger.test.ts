import { expect, test } from 'vitest'
import { bindings } from '../../src/tui/bindings.ts'
import type { Who } from './book.ts'
import { type Person, scene, withBook } from './scene.ts'

withBook()

/** How one gets to where the danger is, and what the question has to name. */
type Way = { id: string; who?: Who; go(p: Person): Promise<string> }

async function checklist(p: Person) {
  await p.opensHero()
  await p.press('Enter')
  await p.sees(p.words.checklist.questions, p.words.checklist.verdict)
}
async function run(p: Person) {
  await p.opensHero()
  await p.press('e')
  await p.sees('E1', 'E12')
  await p.press('Enter', 'y')
  await p.sees(p.words.escalation.steps)
  const top = p.stage.app.store.get().stack.at(-1)
  if (top?.is !== 'escalation' || !top.data || top.data === 'gone') throw new Error('no run')
  const active = top.data.run.steps.find(({ state }) => state === 'active')
  return top.data.flow.steps.find(({ id }) => id === active?.id)?.name.en ?? ''
}
async function entry(p: Person) {
  await p.press('D')
  await p.sees(p.words.screens.resources, '12378')
  await p.press('/')
  await p.type('12378')
  await p.press('Enter')
  await p.sees('12378')
  return (await p.desk.query.all('resource')).find(({ phone }) => phone === '12378')?.name ?? ''
}
const caseTitle = async (p: Person) => {
  const { queue } = p.stage.app.store.get()
  return queue?.[0]?.case.title ?? ''
}
/** A command that was refused: somebody else has finished the case meanwhile. */
async function refused(p: Person) {
  const [first] = await p.desk.query.queue(p.desk.actor, p.clock.now())
  const args = { caseId: first?.case.id ?? '', outcome: 'done' }
  p.offline()
  expect(await p.desk.execute('case.done', args)).toMatchObject({ ok: true })
  const supervisor = { staffId: 's01', role: 'supervisor' } as const
  expect(await p.authority.execute('case.done', args, { as: supervisor })).toMatchObject({ ok: true })
  p.online()
  await expect.poll(async () => (await p.desk.query.outboxCounts()).refused, { timeout: 15_000 }).toBe(1)
  await p.press('o')
  await p.sees(p.words.outbox.refused)
  return 'finish'
}
async function approval(p: Person) {
  await p.press('A')
  await expect.poll(() => p.row()).not.toBe('')
  const top = p.stage.app.store.get().stack.at(-1)
  return top?.is === 'approvals' ? (top.data?.[0]?.about ?? '') : ''
}

async function butlerOnBoard(p: Person) {
  await p.press('g', 'v')
  await p.sees('王小满')
  await p.press('End')
  for (let at = 0; at < 40 && !p.row().includes('王小满'); at++) await p.press('k')
  return '王小满'
}

/** They ask more than one question, or need a case or a pack in somebody's hands: told in board.test.tsx and colleagues.test.ts. */
const toldElsewhere = ['board.reassign', 'board.takeOver', 'handover.make', 'handover.refuse', 'handover.return']

const ways: readonly Way[] = [
  { id: 'case.release', go: caseTitle },
  { id: 'case.done', go: caseTitle },
  {
    id: 'claim.tell',
    async go(p) {
      await checklist(p)
      await p.press('y', 's', 'y')
      await p.sees(p.words.said.signed)
      return '陳大文'
    },
  },
  {
    id: 'documents.ask',
    async go(p) {
      await checklist(p)
      await p.press('Tab')
      await p.sees(p.words.documents.count(0, 10))
      return '陳大文'
    },
  },
  {
    id: 'checklist.clear',
    async go(p) {
      await checklist(p)
      await p.press('n')
      await expect.poll(() => p.given).toEqual(['checklist.answer'])
      const top = p.stage.app.store.get().stack.at(-1)
      const answered =
        top?.is === 'checklist' && top.data && top.data !== 'gone'
          ? (top.data.checklist?.questions ?? []).findIndex(({ state }) => state !== 'open')
          : -1
      await p.press('Home', ...Array.from({ length: Math.max(0, answered) }, () => 'j'))
      return ''
    },
  },
  {
    id: 'claim.sign',
    async go(p) {
      await checklist(p)
      await p.press('y')
      return '陳大文'
    },
  },
  {
    id: 'reply.send',
    async go(p) {
      await p.press('R', 'Enter')
      await p.sees('s send')
      return (await p.desk.query.queue(p.desk.actor, p.clock.now()))[0]?.case.customerName ?? ''
    },
  },
  {
    id: 'reply.copy',
    async go(p) {
      await p.press('R', 'Enter')
      await p.sees('c copy')
      return ''
    },
  },
  { id: 'board.intake', who: 's01', go: butlerOnBoard },
  { id: 'directory.verify', go: entry },
  { id: 'directory.remove', go: entry },
  { id: 'approval.approve', who: 's01', go: approval },
  { id: 'approval.refuse', who: 's01', go: approval },
  {
    id: 'scheme.stop',
    who: 's01',
    async go(p) {
      await p.press('S')
      await expect.poll(() => p.row()).not.toBe('')
      return '一线医护慰问'
    },
  },
  { id: 'outbox.retry', go: refused },
  { id: 'outbox.discard', go: refused },
  { id: 'outbox.hand', go: refused },
  {
    id: 'flow.start',
    async go(p) {
      await p.opensHero()
      await p.press('e')
      await p.sees('E1', 'E12')
      const top = p.stage.app.store.get().stack.at(-1)
      return top?.is === 'flows' ? (top.data?.[0]?.name.en ?? '') : ''
    },
  },
  { id: 'step.finish', go: run },
  { id: 'step.approve', go: run },
  { id: 'step.refuse', go: run },
  {
    id: 'step.undo',
    async go(p) {
      p.offline()
      return run(p)
    },
  },
  {
    id: 'message.send',
    async go(p) {
      return run(p)
    },
  },
]

const sent: Readonly<Record<string, string>> = { enter: 'Enter' }

for (const { id, who, go } of ways) {
  const [key = ''] = bindings.find((binding) => binding.id === id)?.keys ?? []
  const setting = { language: 'en', cols: 80, rows: 24, ...(who ? { who } : {}) } as const
  scene(`terminal 8: ${id} names what it is done to, and neither its own key nor Enter does it`, setting, async (p) => {
    const thing = await go(p)
    const before = p.given.length
    const asked = () => p.stage.app.store.get().overlay
    const trigger = async () => {
      await p.press(sent[key] ?? key)
      await expect.poll(() => asked()?.is).toMatch(/confirm|prompt|choose/)
    }
    await trigger()
    // Names are cut to what there is room for.
    expect(JSON.stringify(asked())).toContain(thing.slice(0, 5))
    await p.press('Enter')
    expect(asked()).toBe(null)
    expect(p.given.slice(before)).toEqual([])
    await trigger()
    await p.press(sent[key] ?? key, 'Esc')
    expect(p.given.slice(before)).toEqual([])
    expect(JSON.stringify(asked())).toBe('null')
  })
}

test('terminal 8: every danger has its scene here', () => {
  expect([...ways.map(({ id }) => id), ...toldElsewhere].toSorted()).toEqual(
    bindings
      .filter(({ isDanger }) => isDanger)
      .map(({ id }) => id)
      .toSorted(),
  )
})
