import type { Home } from '../../src/app/home.ts'
import { accepted, makeWorld, type World } from '../world.ts'

/** A butler's desk, and the ways in which the authority comes to refuse what was done on it. */
export async function deskToBeRefused() {
  const world = await makeWorld()
  await world.addStaff('b1', 'butler')
  await world.addStaff('b2', 'butler')
  await world.addStaff('s1', 'supervisor')
  await world.addCustomers('b1', ['陈大文', '欧阳若兰'])
  const desk = await world.desk('b1', {
    net: async (url, init) => {
      const response = await fetch(url, init)
      const act = url.endsWith('/v1/push') ? afterPush.get(world) : undefined
      afterPush.delete(world)
      await act?.()
      return response
    },
  })
  return { world, desk, [Symbol.asyncDispose]: () => world[Symbol.asyncDispose]() }
}

/** What happens once between a push of the desk and the pull that follows it. */
const afterPush = new WeakMap<World, () => Promise<void>>()

const supervisor = { staffId: 's1', role: 'supervisor' as const }

/** A case that somebody else takes before the desk's own taking reaches the authority. Answers its id. */
export async function lostCase(world: World, desk: Home): Promise<string> {
  const opened = await world.give('case.open', { customerId: 'c.b1-1', kind: 'question', title: '抢先接手' })
  await desk.sync.once()
  const caseId = String(opened['caseId'])
  accepted(await desk.execute('case.take', { caseId }))
  accepted(await world.authority.execute('case.take', { caseId }, { as: supervisor }))
  return caseId
}

/** A case opened, with a note and a message on it: all refused, because their butler was none for a while. */
export async function lostGroup(world: World, desk: Home): Promise<void> {
  const customerId = 'c.b1-2'
  const { caseId } = accepted(await desk.execute('case.open', { customerId, kind: 'question', title: '离线时新建' }))
  accepted(await desk.execute('note.add', { customerId, caseId, text: '第一条' }))
  accepted(await desk.execute('message.log', { caseId, direction: 'in', text: '在吗' }))
  await elsewhereForAWhile(world, desk)
}

/** What the desk has not sent yet is refused: its butler has another role just then. The book stays on the desk. */
export async function elsewhereForAWhile(world: World, desk: Home, role: 'expert' | 'service' = 'expert') {
  await giveRole(world, role)
  afterPush.set(world, () => giveRole(world, 'butler'))
  await desk.sync.once()
}

/** Past the commands: no butler with customers becomes anything else. */
export async function giveRole(world: World, role: 'butler' | 'expert' | 'service'): Promise<void> {
  await world.authority.store.writer.updateTable('staff').set({ role }).where('id', '=', 'b1').execute()
}
