import { createHash } from 'node:crypto'
import type Database from 'better-sqlite3'
import { canonicalJson } from '../../src/core/canonical-json.ts'
import { checkOwed, noteOwed, nothingOwed, type Owed } from './check-owed.ts'
import { checkOwners, movedBy, nobodyStandsIn, noteStandIns, type StandIns, standsIn } from './check-people.ts'
import { ask } from './oracle.ts'
import { Violation } from './world.ts'

type Event = {
  ver: number
  at: number
  deviceId: string
  commandId: string
  command: string
  actorId: string
  role: string
  outcome: string
  code: string | null
  customerId: string | null
  caseId: string | null
  detail: string
  argsHash: string
  prevHash: string
  hash: string
}

/** What is known of the authority's history so far. */
export type History = {
  owed: Owed
  ver: number
  hash: string
  /** The chain's hash at each version, from 1. */
  hashes: string[]
  commands: Set<string>
  /** Of each desk, its last decided number. */
  seqs: Map<string, number>
  owners: Map<string, string>
  /** Who took a case last, while nothing has freed it. */
  taken: Map<string, { by: string; at: number }>
  imported: Set<string>
  standIns: StandIns
}

const leaseMs = 30 * 60_000
/** Commands that may end a lease, or make a case another one's. */
const freeing: ReadonlySet<string> = new Set([
  ...['case.release', 'case.hold', 'case.handOver', 'case.done', 'message.log'],
  ...['escalation.start', 'escalation.step', 'escalation.approve', 'escalation.refuse'],
])

export function emptyHistory(): History {
  return {
    owed: nothingOwed(),
    ...{ ver: 0, hash: '', hashes: [''], commands: new Set(), seqs: new Map() },
    ...{ owners: new Map(), taken: new Map(), imported: new Set(), standIns: nobodyStandsIn() },
  }
}

/** Goes through what was decided since the last look: I2, I3, I7, I10, I11, and who may do what. */
export function checkAuthority(authority: Database.Database, history: History): void {
  const [head] = ask<{ ver: number; hash: string }>(authority, 'select "ver", "hash" from "head"')
  if (!head) throw new Violation('I10', 'the authority has no head')
  if (head.ver === history.ver && head.hash === history.hash) return
  if (head.ver < history.ver) throw new Violation('I10', `the head went back from ${history.ver} to ${head.ver}`)
  const after = history.ver
  const events = ask<Event>(authority, 'select * from "event" where "ver" > ? order by "ver"', after)
  const results = ask<Result>(authority, 'select * from "commandResult" where "ver" > ? order by "ver"', after)
  if (events.length !== results.length)
    throw new Violation('I11', `${events.length} events and ${results.length} results after version ${after}`)
  for (const { command, outcome, customerId } of events)
    if (command === 'care.forget' && outcome === 'accepted') history.owed.forgotten.add(String(customerId))
  for (const [index, event] of events.entries()) {
    inChain(event, history)
    const result = results[index]
    if (result?.ver !== event.ver || result.commandId !== event.commandId)
      throw new Violation('I11', `event ${event.ver} has no result`)
    inOrder(result, history)
    if (event.outcome === 'accepted') allowed(authority, event, history)
    if (!history.owed.forgotten.has(String(event.customerId))) hasEffect(authority, event)
  }
  if (head.ver !== history.ver || head.hash !== history.hash)
    throw new Violation('I10', `the head is ${head.ver}, the last event ${history.ver}`)
  checkOwed(authority, history.owed)
  checkOwners(authority)
}

type Result = { deviceId: string; seq: number; commandId: string; ver: number; outcome: string }

function inChain({ hash, prevHash, ...event }: Event, history: History): void {
  if (event.ver !== history.ver + 1) throw new Violation('I10', `event ${event.ver} follows ${history.ver}`)
  if (prevHash !== history.hash) throw new Violation('I10', `event ${event.ver} does not follow the hash before it`)
  const right = createHash('sha256')
    .update(`${prevHash}\n${canonicalJson(event)}`)
    .digest('hex')
  if (hash !== right) throw new Violation('I10', `the hash of event ${event.ver} is not its own`)
  if (history.commands.has(event.commandId))
    throw new Violation('I2', `${event.command} ${event.commandId} was decided twice, again as ${event.ver}`)
  history.commands.add(event.commandId)
  history.ver = event.ver
  history.hash = hash
  history.hashes.push(hash)
}

function inOrder({ deviceId, seq, ver }: Result, history: History): void {
  if (seq < 1) return
  const last = history.seqs.get(deviceId) ?? 0
  if (seq !== last + 1) throw new Violation('I3', `version ${ver} decides number ${seq} of ${deviceId} after ${last}`)
  history.seqs.set(deviceId, seq)
}

function allowed(authority: Database.Database, event: Event, history: History): void {
  const { ver, command, actorId, customerId, caseId, at } = event
  const detail = JSON.parse(event.detail) as Record<string, unknown>
  const owner = customerId && (history.owners.get(customerId) ?? ownerOf(authority, customerId, history))
  if (
    event.role === 'butler' &&
    owner &&
    owner !== actorId &&
    !standsIn(history.standIns, { actorId, owner, customerId })
  )
    throw new Violation('I7', `${ver}: ${actorId} did ${command} on ${customerId} of ${owner}`)
  if (command === 'customer.reassign') {
    if (event.role === 'butler') throw new Violation('I7', `${ver}: a butler moved a customer`)
    history.owners.set(String(customerId), String(detail['to']))
  }
  for (const { customerId: id, to } of movedBy(event, detail)) history.owners.set(id, to)
  noteStandIns(history.standIns, event, detail)
  noteOwed(history.owed, event, detail)
  if (caseId && freeing.has(command)) history.taken.delete(caseId)
  if (caseId && command === 'case.takeOver') history.taken.set(caseId, { by: actorId, at })
  if (caseId && command === 'case.take') {
    const before = history.taken.get(caseId)
    if (before && before.by !== actorId && before.at + leaseMs > at)
      throw new Violation('I7', `${ver}: ${actorId} took ${caseId}, which ${before.by} held`)
    history.taken.set(caseId, { by: actorId, at })
  }
  if (command === 'escalation.approve' || command === 'escalation.refuse') {
    const [run] = ask<{ authorId: string }>(
      authority,
      'select "authorId" from "escalation" where "id" = ?',
      detail['escalationId'],
    )
    if (event.role !== 'supervisor' || run?.authorId === actorId)
      throw new Violation('I7', `${ver}: ${actorId} decided a request of ${run?.authorId}`)
  }
  if (command === 'scheme.approve' || command === 'scheme.refuse') {
    const [scheme] = ask<{ proposedBy: string; authorId: string | null }>(
      authority,
      `select s."proposedBy", e."authorId" from "scheme" s left join "escalation" e on e."id" = s."escalationId" where s."id" = ?`,
      detail['schemeId'],
    )
    if (scheme?.proposedBy === actorId || scheme?.authorId === actorId)
      throw new Violation('I7', `${ver}: ${actorId} decided a scheme of ${scheme?.proposedBy}`)
  }
  if (command === 'import.rows' && detail['source'] === 'bulk') {
    const chunk = String(detail['number'])
    const isNew = !history.imported.has(chunk)
    history.imported.add(chunk)
    if (!isNew && (detail['added'] !== 0 || detail['changed'] !== 0))
      throw new Violation('I14', `${ver}: chunk ${chunk} given again did ${event.detail}`)
  }
}

/** Whose a customer was from the beginning: before the first move, or as it stands where there was none. */
function ownerOf(authority: Database.Database, customerId: string, { owners }: History): string | undefined {
  const moved = `select "ver", json_extract("detail", '$.from') as "from" from "event" where "customerId" = @id
    and "command" = 'customer.reassign' and "outcome" = 'accepted'
    union all select e."ver", json_extract(e."detail", '$.fromId') from "event" e, json_each(e."detail", '$.moved') m
    where e."command" = 'book.reassign' and e."outcome" = 'accepted' and json_extract(m.value, '$.customerId') = @id`
  const sql = `select coalesce((select "from" from (${moved}) order by "ver" limit 1), "ownerId") as "id"
    from "customer" where "id" = @id`
  const [row] = ask<{ id: string }>(authority, sql, { id: customerId })
  if (row) owners.set(customerId, row.id)
  return row?.id
}

/** The row that each kind of command makes, under an id of its own. */
const made: Readonly<Record<string, string>> = {
  'note.add': 'note',
  'case.handOver': 'note',
  'message.log': 'message',
  'case.open': 'case',
  'escalation.start': 'escalation',
  'promise.make': 'promise',
  'goodwill.pay': 'goodwill',
  'goodwill.correct': 'goodwill',
  'scheme.grant': 'goodwill',
}

/** A row that only this command makes is there exactly when it was accepted. */
function hasEffect(authority: Database.Database, { ver, command, commandId, outcome, code, detail }: Event): void {
  const table = made[command]
  if (!table) return
  const sql = `select count(*) as "n" from "${table}" where "id" >= ? and "id" < ?`
  const n = ask<{ n: number }>(authority, sql, `${commandId}.`, `${commandId}/`)[0]?.n ?? 0
  // Of work for a customer who has left, the words are kept as a note.
  const { noteId } = JSON.parse(detail) as { noteId?: unknown }
  const isKept = code === 'scope.lost' && table === 'note' && typeof noteId === 'string'
  if (n !== (outcome === 'accepted' || isKept ? 1 : 0))
    throw new Violation('I11', `${ver}: ${command} was ${outcome} and made ${n} rows in ${table}`)
}
