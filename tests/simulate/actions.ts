import { give } from './give.ts'
import { ask } from './oracle.ts'
import { arrange } from './people-actions.ts'
import { owe } from './owed-actions.ts'
import { running } from './process.ts'
import { startArgs } from './template.ts'
import { type Desk, isExplained, programOf, type World } from './world.ts'

type Case = { id: string; customerId: string; state: string; role: string; takenBy: string | null }
type Run = { id: string; caseId: string; authorId: string; stepId: string; owner: string }

/** One thing that a person does at a desk, from what it shows. */
export function work(world: World, desk: Desk): void {
  const { random } = world
  const cases = ask<Case>(desk.raw, 'select * from "case" where "state" = \'open\' order by "id"')
  const customers = ask<{ id: string; name: string }>(desk.raw, 'select "id", "name" from "customer" order by "id"')
  const text = `${desk.name} ${world.newId()}`
  const { id: customerId, name } = customers.length > 0 ? random.pick(customers) : { id: 'c.b1-1', name: '' }
  const item = cases.length > 0 ? random.pick(cases) : null
  const caseId = item?.id ?? 'none'
  const byChance = random.int(100)
  const say = (name: string, args: object) => give(world, desk, name, args)
  if (random.chance(0.4)) return owe(world, desk)
  if (desk.role !== 'expert' && random.chance(0.2)) return arrange(world, desk)
  if (desk.role === 'supervisor' && byChance < 55) return supervise(world, desk)
  if (byChance < 12 || !item) say('note.add', { customerId, caseId: null, text: `${text} ${name}` })
  else if (byChance < 28)
    for (let typed = random.between(1, 3); typed > 0; typed--)
      say('draft.save', { caseId: draftingAt(world, desk) ?? caseId, text: `${text} ${typed}` })
  else if (byChance < 38) say('message.log', { caseId, direction: random.pick(['in', 'out']), text })
  else if (byChance < 44)
    say('case.open', { customerId, kind: 'question', title: text, role: random.pick(['butler', 'expert']) })
  else if (byChance < 58) say('case.take', { caseId })
  else if (byChance < 64) say('case.release', { caseId })
  else if (byChance < 68)
    say('case.hold', { caseId, hold: { reason: text, waitingOn: 'customer', wakeAt: Date.now() } })
  else if (byChance < 76)
    say('case.raise', { caseId, priority: random.pick(['low', 'normal', 'high', 'urgent']), concern: null })
  else if (byChance < 82)
    say('case.handOver', { caseId, role: item.role === 'expert' ? 'butler' : 'expert', note: text })
  else if (byChance < 85) say('case.done', { caseId, outcome: text })
  else if (byChance < 90) say('escalation.start', startArgs(customerId, text))
  else if (byChance < 97) step(world, desk, false)
  else forge(world, desk)
}

/** The case that the person was last writing about, and often goes on with. */
function draftingAt(world: World, desk: Desk): string | null {
  const [newest] = ask<{ key: string | null }>(
    desk.raw,
    `select json_extract("args", '$.caseId') as "key" from "outbox" where "name" = 'draft.save' order by "seq" desc limit 1`,
  )
  return world.random.chance(0.6) ? (newest?.key ?? null) : null
}

function runsAt(desk: Desk): Run[] {
  const sql = `select e."id", e."caseId", e."authorId", json_extract(s.value, '$.id') as "stepId",
    json_extract(s.value, '$.owner') as "owner" from "escalation" e, json_each(e."steps") s
    where e."state" = 'running' and json_extract(s.value, '$.state') = 'active' order by e."id"`
  return ask<Run>(desk.raw, sql)
}

function step(world: World, desk: Desk, isDeciding: boolean): void {
  const runs = runsAt(desk).filter(({ owner }) => isDeciding === (owner === 'supervisor'))
  if (runs.length === 0) return
  const { id: escalationId, stepId } = world.random.pick(runs)
  if (!isDeciding) return give(world, desk, 'escalation.step', { escalationId, stepId, note: null })
  const name = world.random.chance(0.7) ? 'escalation.approve' : 'escalation.refuse'
  give(world, desk, name, { escalationId, stepId, reason: 'decided' })
}

function supervise(world: World, desk: Desk): void {
  const { random } = world
  const customers = ask<{ id: string; ownerId: string }>(
    world.authority,
    'select "id", "ownerId" from "customer" order by "id"',
  )
  const byChance = random.int(10)
  if (byChance < 4) {
    const { id: customerId } = random.pick(customers)
    give(world, desk, 'customer.reassign', { customerId, ownerId: random.pick(['b1', 'b2', 'b3']) })
  } else if (byChance < 8) step(world, desk, true)
  else {
    const [seen] = ask<{ id: string }>(desk.raw, 'select "id" from "customer" order by "id"')
    give(world, desk, 'escalation.start', startArgs(seen?.id ?? 'none', `mine ${world.newId()}`))
  }
}

/** Somebody who has the file writes a command about another's customer straight into the outbox, and says to be more than they are. */
function forge(world: World, desk: Desk): void {
  const program = programOf(world, desk)
  const others = ask<{ id: string }>(
    world.authority,
    'select "id" from "customer" where "ownerId" <> ? order by "id"',
    desk.staffId,
  )
  if (!program || others.length === 0 || desk.role !== 'butler') return
  const args = { customerId: world.random.pick(others).id, caseId: null, text: 'forged', actor: { role: 'supervisor' } }
  const id = world.newId()
  world.trace.add(`${desk.name} forges ${id}`)
  const entry = { id, name: 'note.add', version: 1, args: JSON.stringify(args), givenAt: Date.now() }
  const more = { coalesceKey: null, customerId: null, caseId: null, state: 'waiting', code: null, data: null }
  const written = running.run(program.proc, async () => {
    await program.home.store.writer
      .insertInto('outbox')
      .values({ ...entry, ...more, state: 'waiting', decidedVer: null, before: null, isAtRisk: 1 })
      .execute()
    program.home.sync.soon()
  })
  world.guard(
    written.catch((fault: unknown) => {
      if (!program.proc.isDead && !isExplained(world, fault)) throw fault
    }),
  )
}
