import type Database from 'better-sqlite3'
import { customerEntities } from '../../src/core/entities.ts'
import { flows } from './template-work.ts'
import { ask } from './oracle.ts'
import { Violation } from './world.ts'

/** What the accepted commands say should be there: promises by state, how often each case was put aside, every fen paid, who is forgotten. */
export type Owed = {
  promises: Map<string, { state: string; customerId: string }>
  holds: Map<string, { times: number; customerId: string }>
  paidFen: Map<string, number>
  forgotten: Set<string>
}

export function nothingOwed(): Owed {
  return { promises: new Map(), holds: new Map(), paidFen: new Map(), forgotten: new Set() }
}

type Accepted = { ver: number; command: string; customerId: string | null; caseId: string | null; actorId: string }

const stateAfter: Readonly<Record<string, string>> = {
  'promise.make': 'open',
  'promise.move': 'open',
  'promise.keep': 'kept',
  'promise.confirm': 'confirmed',
  'promise.release': 'released',
}

/** Enters one accepted command. */
export function noteOwed(owed: Owed, event: Accepted, detail: Record<string, unknown>): void {
  const { command, caseId } = event
  const customerId = String(event.customerId)
  const state = stateAfter[command]
  if (state) owed.promises.set(String(detail['promiseId']), { state, customerId })
  if (command === 'case.hold' && caseId)
    owed.holds.set(caseId, { customerId, times: (owed.holds.get(caseId)?.times ?? 0) + 1 })
  if (typeof detail['entryId'] === 'string') owed.paidFen.set(detail['entryId'], Number(detail['amountFen']))
  if (command === 'care.forget') owed.forgotten.add(customerId)
}

/** Compares the authority's rows with it. */
export function checkOwed(authority: Database.Database, { promises, holds, paidFen, forgotten }: Owed): void {
  const rows = ask<{ id: string; state: string; caseState: string | null }>(
    authority,
    'select p."id", p."state", c."state" as "caseState" from "promise" p left join "case" c on c."id" = p."caseId"',
  )
  const found = new Map(rows.map((row) => [row.id, row]))
  for (const [id, { state, customerId }] of promises) {
    if (forgotten.has(customerId)) continue
    const row = found.get(id)
    if (row?.state !== state)
      throw new Violation('owed', `promise ${id} is ${row?.state ?? 'lost'}, and should be ${state}`)
    if ((state === 'open' || state === 'kept') && row.caseState !== 'open')
      throw new Violation(
        'owed',
        `promise ${id} is ${state} on a case that is ${row.caseState ?? 'gone'}: nobody sees it`,
      )
  }
  for (const { id, n } of ask<{ id: string; n: number }>(
    authority,
    `select "id", json_array_length("holds") as "n" from "case"`,
  ))
    if (n !== (holds.get(id)?.times ?? 0))
      throw new Violation('owed', `case ${id} was put aside ${holds.get(id)?.times ?? 0} times, and tells of ${n}`)
  checkFields(authority)
  checkMoney(authority, paidFen)
  for (const customerId of forgotten) checkForgotten(authority, customerId)
}

type Run = { id: string; flowId: string; state: string; fields: string; steps: string }

/** A run that has come to its end has what its flow asks for. */
function checkFields(authority: Database.Database): void {
  for (const run of ask<Run>(
    authority,
    `select "id", "flowId", "state", "fields", "steps" from "escalation" where "state" = 'closed'`,
  )) {
    const flow = flows.find(({ code, version }) => `${code}@${version}` === run.flowId)
    if (!flow) throw new Violation('fields', `run ${run.id} is of no flow: ${run.flowId}`)
    const fields = JSON.parse(run.fields) as Record<string, unknown>
    const atStart = (flow.fields as { id: string; required?: string }[]).filter(({ required }) => required === 'start')
    const inSteps = (flow.steps as { requires?: string[] }[]).flatMap(({ requires }) => requires ?? [])
    for (const id of [...atStart.map((field) => field.id), ...inSteps, ...flow.closing.requires])
      if (fields[id] === undefined || fields[id] === null || fields[id] === '')
        throw new Violation('fields', `run ${run.id} of ${run.flowId} has ended without ${id}`)
  }
}

/** The ledger comes to the fen to what was paid and taken back, and each scheme to its own part of it. */
function checkMoney(authority: Database.Database, paidFen: ReadonlyMap<string, number>): void {
  type Entry = {
    id: string
    amountFen: number
    schemeId: string | null
    claimId: string | null
    corrects: string | null
  }
  const entries = ask<Entry>(authority, 'select * from "goodwill"')
  const inLedger = new Map(entries.map(({ id, amountFen }) => [id, amountFen]))
  for (const [id, fen] of paidFen)
    if (inLedger.get(id) !== fen)
      throw new Violation('fen', `entry ${id} is ${inLedger.get(id)} fen in the ledger, and was ${fen}`)
  if (inLedger.size !== paidFen.size) throw new Violation('fen', `${inLedger.size} entries of ${paidFen.size} payments`)
  const takenBack = new Set(entries.map(({ corrects }) => corrects))
  const stands = entries.filter(({ id, corrects }) => corrects === null && !takenBack.has(id))
  const claims = stands.flatMap(({ claimId }) => claimId ?? [])
  if (new Set(claims).size !== claims.length)
    throw new Violation('fen', `a claim was paid for twice: ${claims.join(' ')}`)
  type Scheme = { id: string; grantCount: number; spentFen: number; budgetFen: number }
  for (const scheme of ask<Scheme>(authority, 'select * from "scheme"')) {
    const own = entries.filter(({ schemeId }) => schemeId === scheme.id)
    const spent = own.reduce((sum, { amountFen }) => sum + amountFen, 0)
    const count = stands.filter(({ schemeId }) => schemeId === scheme.id).length
    if (spent !== scheme.spentFen || count !== scheme.grantCount || spent > scheme.budgetFen)
      throw new Violation(
        'fen',
        `scheme ${scheme.id} says ${scheme.grantCount} for ${scheme.spentFen} of ${scheme.budgetFen}; the ledger ${count} for ${spent}`,
      )
  }
}

function checkForgotten(authority: Database.Database, customerId: string): void {
  for (const entity of customerEntities) {
    const column = entity === 'customer' ? 'id' : 'customerId'
    const [row] = ask<{ id: string }>(authority, `select "id" from "${entity}" where "${column}" = ?`, customerId)
    if (row) throw new Violation('forgotten', `${entity} ${row.id} is left of ${customerId}, who was forgotten`)
  }
}

/** Whether a text stands anywhere in a file: in any column of any table. */
export function isIn(database: Database.Database, text: string): string | null {
  const tables = ask<{ name: string }>(
    database,
    `select "name" from "sqlite_master" where "type" = 'table' order by "name"`,
  )
  for (const { name } of tables)
    for (const row of ask(database, `select * from "${name}"`)) if (JSON.stringify(row).includes(text)) return name
  return null
}
