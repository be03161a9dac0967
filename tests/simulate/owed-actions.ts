import { give } from './give.ts'
import { ask } from './oracle.ts'
import { Killed, running } from './process.ts'
import { schemeArgs, specialCaseArgs } from './template-work.ts'
import { type Desk, isExplained, programOf, type World } from './world.ts'

type Id = { id: string }
type PromiseRow = { id: string; state: string }

/** What is owed, escalated and paid: one thing that a person does at a desk, from what it shows. */
export function owe(world: World, desk: Desk): void {
  const { random } = world
  const pick = <R>(sql: string, db = desk.raw): R | null => {
    const rows = ask<R>(db, sql)
    return rows.length > 0 ? random.pick(rows) : null
  }
  const say = (name: string, args: object) => give(world, desk, name, args)
  const words = `${desk.name} ${world.newId()}`
  if (desk.role === 'supervisor' && random.chance(0.5)) return payOrDecide(world, desk, words)
  const dueAt = Date.now() + random.between(-1, 48) * 3_600_000
  const item = pick<Id & { customerId: string }>(
    `select "id", "customerId" from "case" where "state" = 'open' order by "id"`,
  )
  const byChance = random.int(100)
  if (byChance < 14) {
    const customer = pick<Id & { name: string }>('select "id", "name" from "customer" order by "id"')
    if (!customer) return
    const carried = random.chance(0.5) && item ? item : null
    const about = carried
      ? { customerId: carried.customerId, caseId: carried.id, words }
      : { customerId: customer.id, caseId: null, words: `${words} ${customer.name}` }
    say('promise.make', { ...about, dueAt })
  } else if (byChance < 34) {
    const promise = pick<PromiseRow>('select "id", "state" from "promise" order by "id"')
    if (!promise) return
    const moves =
      promise.state === 'kept' ? ['confirm', 'confirm', 'move', 'release'] : ['keep', 'keep', 'move', 'release']
    const move = random.pick(moves)
    say(`promise.${move}`, { promiseId: promise.id, words, ...(move === 'move' ? { dueAt } : {}) })
  } else if (byChance < 42 && item) {
    const wakeAt = Date.now() + random.between(1, 90) * 60_000
    say('case.hold', {
      caseId: item.id,
      hold: { reason: words, waitingOn: random.pick(['customer', 'insurer']), wakeAt },
    })
  } else if (byChance < 56) {
    const run = pick<Id>(`select "id" from "escalation" where "state" = 'running' order by "id"`)
    if (run)
      say('escalation.fill', {
        escalationId: run.id,
        field: random.pick(['found', 'told', 'why']),
        value: random.chance(0.85) ? words : null,
      })
  } else if (byChance < 62 && item)
    if (random.chance(0.5)) say('reply.send', { caseId: item.id, replyId: 'hello@1', language: 'en' })
    else say('reply.copy', { caseId: item.id, replyId: 'hello@1', language: 'en', text: words })
  else if (byChance < 68) {
    const claim = pick<Id & { customerId: string }>('select "id", "customerId" from "claim" order by "id"')
    if (claim) say('escalation.start', specialCaseArgs(claim.customerId, claim.id, words))
  } else if (byChance < 74) undo(world, desk)
  else if (byChance < 84) {
    const claim = pick<Id>('select "id" from "claim" order by "id"', random.chance(0.7) ? desk.raw : world.authority)
    const scheme = pick<Id>(`select "id" from "scheme" where "state" = 'running' order by "id"`)
    if (claim && scheme)
      say('scheme.grant', { schemeId: scheme.id, claimId: claim.id, paidOn: today(), reference: words })
  } else if (byChance < 88 && desk.role === 'butler')
    say('care.begin', { name: words, where: 'a road', what: 'lost', basis: 'consent' })
  else payOrDecide(world, desk, words)
}

/** What supervisors do, and what others are refused. */
function payOrDecide(world: World, desk: Desk, words: string): void {
  const { random, authority } = world
  const one = (sql: string) => {
    const rows = ask<Id>(authority, sql)
    return rows.length > 0 ? random.pick(rows).id : 'none'
  }
  const special = () => one(`select "id" from "escalation" where "flowId" = 'E2@90' order by "id"`)
  const byChance = random.int(10)
  const say = (name: string, args: object) => give(world, desk, name, args)
  if (byChance < 3) say('goodwill.pay', { escalationId: special(), paidOn: today(), reference: words })
  else if (byChance < 5)
    say('goodwill.correct', { entryId: one('select "id" from "goodwill" order by "id"'), reason: words })
  else if (byChance < 7) say('scheme.propose', schemeArgs(special(), words))
  else if (byChance < 9)
    say('scheme.approve', {
      schemeId: one(`select "id" from "scheme" where "state" = 'waiting' order by "id"`),
      reason: words,
    })
  else say('scheme.stop', { schemeId: one('select "id" from "scheme" order by "id"'), reason: words })
}

/** The civil day of the world's own clock in Shanghai. */
function today(): string {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
}

/** Takes back the last step that was finished at this desk. Until that is answered, it may be there or not. */
function undo(world: World, desk: Desk): void {
  const program = programOf(world, desk)
  const [newest] = ask<{ seq: number; name: string; args: string }>(
    desk.raw,
    'select "seq", "name", "args" from "outbox" order by "seq" desc limit 1',
  )
  if (!program || newest?.name !== 'escalation.step' || newest.args === 'null') return
  const { escalationId } = JSON.parse(newest.args) as { escalationId: string }
  world.trace.add(`${desk.name} takes step ${newest.seq} back`)
  const saved = desk.saved.get(newest.seq)
  desk.saved.delete(newest.seq)
  const undone = running
    .run(program.proc, () => program.home.undoStep(escalationId))
    .then((outcome) => {
      if (program.proc.isDead) return
      world.trace.add(`${desk.name} undo ${outcome.ok ? 'ok' : outcome.code}`)
      if (!outcome.ok && saved) desk.saved.set(newest.seq, saved)
    })
  world.guard(
    undone.catch((fault: unknown) => {
      if (!program.proc.isDead && !(fault instanceof Killed) && !isExplained(world, fault)) throw fault
    }),
  )
}
