import { createHash } from 'node:crypto'
import { canonicalJson } from '../../src/core/canonical-json.ts'
import type { History } from './check-authority.ts'
import { ask, baseRows, difference, ofOlder, rightRows } from './oracle.ts'
import { type Desk, Violation, type World } from './world.ts'

type Entry = {
  seq: number
  id: string
  name: string
  args: string
  state: string
  isAtRisk: number
  decidedVer: number | null
  before: string | null
}
/** What was seen of a desk at the last look. */
export type Seen = { epoch: string; ver: number; states: Map<number, string> }

export function outboxOf(desk: Desk): Entry[] {
  return ask<Entry>(desk.raw, 'select * from "outbox" order by "seq"')
}

export function keysOf(desk: Desk): Record<string, string> {
  const rows = ask<{ key: string; value: string }>(desk.raw, 'select "key", "value" from "home"')
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]))
}

/** What holds for a desk at all times: I1, I5 and I6 as of its last pull, I8, I9, and its witness of I10. */
export function checkDesk(world: World, desk: Desk, history: History, epoch: string, seen: Seen): void {
  const outbox = outboxOf(desk)
  const keys = keysOf(desk)
  checkSaved(desk, outbox)
  const [told, ver] = (keys['cursor'] ?? '').split('.')
  const isCurrent = told === epoch
  if (isCurrent && seen.epoch === epoch && Number(ver) < seen.ver)
    throw new Violation('I8', `${desk.name} went back from version ${seen.ver} to ${ver}`)
  checkOwnWork(desk, outbox)
  if (!isCurrent) return
  checkWitness(desk, keys['witness'] ?? '', history)
  const moved = Number(ver) !== seen.ver || seen.epoch !== epoch
  if (seen.epoch !== epoch) seen.states.clear()
  seen.epoch = told
  seen.ver = Number(ver)
  checkDecided(world, desk, outbox, seen)
  if (moved && seen.ver === history.ver && !desk.isRevoked && !desk.isFlipped)
    checkBase(world, desk, keys['cursor'] ?? '')
}

/** I1: a command that was said to be saved is there, as it was given. */
export function checkSaved(desk: Desk, outbox: readonly Entry[]): void {
  const bySeq = new Map(outbox.map((entry) => [entry.seq, entry]))
  for (const [seq, saved] of desk.saved) {
    const entry = bySeq.get(seq)
    if (!entry) throw new Violation('I1', `${desk.name} has lost number ${seq}, ${saved.name}`)
    // Of a customer who has left, what was said goes once it is decided.
    const isWiped = entry.args === 'null' && (entry.state !== 'waiting' || entry.before !== null)
    if (entry.id !== saved.id || (entry.args !== saved.args && !isWiped))
      throw new Violation('I1', `${desk.name} has another number ${seq}: ${entry.name} ${entry.args}`)
  }
}

function checkWitness(desk: Desk, witness: string, history: History): void {
  const [ver, hash] = witness.split('.')
  if (history.hashes[Number(ver)] !== hash)
    throw new Violation('I10', `${desk.name} has seen another version ${ver} than the authority has`)
}

/** I4 and I8: what a desk says was decided was decided so, and an answer never comes before its rows or after them. */
function checkDecided(world: World, desk: Desk, outbox: readonly Entry[], seen: Seen): void {
  for (const { seq, id, name, args, state, decidedVer } of outbox) {
    const before = seen.states.get(seq)
    if (state === before) continue
    if (before !== undefined && before !== 'waiting' && !(before === 'refused' && state === 'discarded'))
      throw new Violation('I4', `${desk.name} turned number ${seq} from ${before} to ${state}`)
    seen.states.set(seq, state)
    if (state === 'waiting') continue
    const sql = `select r."ver", r."commandId", e."outcome", e."argsHash" from "commandResult" r
      left join "event" e on e."ver" = r."ver" where r."deviceId" = ? and r."seq" = ?`
    const [result] = ask<{ ver: number; commandId: string; outcome: string; argsHash: string }>(
      world.authority,
      sql,
      desk.deviceId,
      seq,
    )
    if (!result) throw new Violation('I4', `${desk.name} says that ${name} was ${state}, and nobody decided it`)
    if (result.commandId !== id || result.outcome !== (state === 'discarded' ? 'refused' : state))
      throw new Violation('I4', `${desk.name} says that ${name} was ${state}; it was ${result.outcome}`)
    if (result.ver !== decidedVer || result.ver > seen.ver)
      throw new Violation('I8', `${desk.name} at ${seen.ver} knows of a decision of ${result.ver}`)
    if (
      args !== 'null' &&
      result.argsHash !==
        createHash('sha256')
          .update(canonicalJson(JSON.parse(args)))
          .digest('hex')
    )
      throw new Violation('I2', `${desk.name} says that ${name} ${args} was decided; another text was`)
  }
  const sql = 'select count(*) as "n" from "commandResult" where "deviceId" = ? and "seq" > 0 and "ver" <= ?'
  const n = ask<{ n: number }>(world.authority, sql, desk.deviceId, seen.ver)[0]?.n ?? 0
  const known = outbox.filter(({ state }) => state !== 'waiting').length
  if (n !== known) throw new Violation('I8', `${desk.name} at ${seen.ver} knows of ${known} decisions of ${n}`)
}

/** I9: what was given here and waits, unless it is marked as at risk, is what is seen here. */
function checkOwnWork(desk: Desk, outbox: readonly Entry[]): void {
  const waiting = outbox.filter(({ state }) => state === 'waiting')
  const drafts = new Map<string, string | null>()
  const priorities = new Map<string, string>()
  for (const { id, name, args, isAtRisk, before } of waiting) {
    // Refused in an earlier life of the authority, or its words are gone: it is only told again.
    const isOver = before !== null && (JSON.parse(before) as { state: string }).state !== 'accepted'
    if (isAtRisk || isOver || args === 'null') continue
    const told = JSON.parse(args) as { caseId: string; text: string; priority: string; direction: string }
    if (name === 'draft.save') drafts.set(told.caseId, told.text)
    if (name === 'message.log' && told.direction === 'out') drafts.set(told.caseId, null)
    if (name === 'case.raise') priorities.set(told.caseId, told.priority)
    if (
      name === 'promise.make' &&
      ask(desk.raw, 'select 1 from "promise" where "id" in (?, ?)', `${id}.1`, `${id}.2`).length === 0
    )
      throw new Violation('I9', `${desk.name} does not show its own promise of ${id}`)
    if (name === 'note.add' && ask(desk.raw, 'select 1 from "note" where "id" = ?', `${id}.1`).length === 0)
      throw new Violation('I9', `${desk.name} does not show its own note of ${id}`)
  }
  for (const [caseId, text] of drafts) {
    const [row] = ask<{ text: string }>(desk.raw, 'select "text" from "draft" where "caseId" = ?', caseId)
    if ((row?.text ?? null) !== text)
      throw new Violation('I9', `${desk.name} shows the draft "${row?.text}" in place of its own "${text}"`)
  }
  for (const [caseId, priority] of priorities) {
    const [row] = ask<{ priority: string }>(desk.raw, 'select "priority" from "case" where "id" = ?', caseId)
    if (row && row.priority !== priority)
      throw new Violation('I9', `${desk.name} shows the priority ${row.priority} in place of its own ${priority}`)
  }
}

/** I5, I6, I8: with no newer version about, a desk's rows are exactly those that its person may hold. */
export function checkBase(world: World, desk: Desk, cursor: string): void {
  const [person] = ask<{ role: string }>(world.authority, 'select "role" from "staff" where "id" = ?', desk.staffId)
  if (!person || cursor.split('.')[2] !== person.role) return
  const known = desk.older > 0 ? ofOlder : (held: Map<string, string>) => held
  const right = rightRows(world.authority, { id: desk.staffId, role: person.role })
  const found = difference(known(right), known(baseRows(desk.raw)))
  if (found) throw new Violation('I5', `${desk.name} at ${cursor}: ${found}`)
}
