import type Database from 'better-sqlite3'
import type { Row } from './checks.ts'
import type { Said, Tally } from './ledger.ts'
import type { Seat } from './team.ts'

type Outcome = { ok: boolean; code?: string; data?: { again?: boolean } }
type Decided = { seq: number; commandId: string; ver: number; outcome: string }

/**
 * I1–I4 and I11 for one desk: each command that was shown as saved is decided once and has its effect once; in order; and what the
 * desk ever put into its outbox is what the authority has decided.
 */
export function checkSaid(
  seat: Seat,
  deviceId: string,
  authority: Database.Database,
  desk: Database.Database,
  tally: Tally,
): void {
  const { name, said } = seat
  const decided = authority
    .prepare<[string], Decided>(
      'select seq, commandId, ver, outcome from commandResult where deviceId = ? and seq > 0 order by seq',
    )
    .all(deviceId)
  const events = counts(authority, 'select commandId, count(*) from event where deviceId = ? group by 1', deviceId)
  const results = counts(
    authority,
    'select commandId, count(*) from commandResult where deviceId = ? group by 1',
    deviceId,
  )
  const texts = counts(authority, 'select text, count(*) from note where ? is not null group by 1', deviceId)
  const handedOn = authority.prepare<[string, string]>('select id from note where id = ? and instr(text, ?) > 0')
  const outbox = desk.prepare<[], Row>('select * from outbox order by seq').all()
  const kept = new Map(outbox.map((entry) => [entry['id'], entry]))
  const byId = new Map(decided.map((one) => [one.commandId, one]))

  let lastVer = 0
  for (const [index, { seq, ver, commandId }] of decided.entries()) {
    if (seq !== index + 1) tally.wrong.push(`${name}: ${commandId} was decided as ${seq}, and ${index + 1} never`)
    if (ver <= lastVer) tally.wrong.push(`${name}: ${commandId} was decided before the one given before it`)
    lastVer = ver
  }
  if (decided.length !== outbox.length)
    tally.wrong.push(`${name}: ${outbox.length} in the outbox, ${decided.length} decided`)

  let lastSeq = 0
  for (const one of said) {
    const times = Math.max(results.get(one.id) ?? 0, events.get(one.id) ?? 0)
    if (times > 1) note(tally, 'doubled', `${name}: ${one.id} ${one.name} decided ${times} times`)
    if ((results.get(one.id) ?? 0) !== (events.get(one.id) ?? 0))
      tally.wrong.push(`${name}: ${one.id} has ${results.get(one.id) ?? 0} results, ${events.get(one.id) ?? 0} events`)
    if (one.name === 'customer.reassign') {
      if (one.isSaved && times === 0) note(tally, 'lost', `${name}: ${one.id} was decided, and is not`)
      continue
    }
    if (one.name === 'draft.save') continue
    if (one.isSaved && times === 0) note(tally, 'lost', `${name}: ${one.id} ${one.name} was shown as saved, and is not`)
    const here = byId.get(one.id)
    if (!here) continue
    if (here.seq <= lastSeq) tally.wrong.push(`${name}: ${one.id} was put before one given earlier`)
    lastSeq = here.seq
    const { ok: isAccepted, code, data } = JSON.parse(here.outcome) as Outcome
    const state = kept.get(one.id)?.['state']
    if (state !== (isAccepted ? 'accepted' : 'refused'))
      tally.wrong.push(`${name}: ${one.id} is ${String(state)} on the desk, ${isAccepted ? 'accepted' : 'refused'}`)
    if (one.name !== 'note.add') continue
    // Refused again after a backup was put back: its words had been wiped from the desk, and there is nothing to hand on.
    if (data?.again) continue
    const rows = texts.get(one.text) ?? 0
    if (code === 'scope.lost') {
      // Of a customer who has left meanwhile: kept for whoever has them now.
      if (handedOn.get(`${one.id}.1`, one.text) === undefined)
        note(tally, 'lost', `${name}: no note that hands "${one.text}" on`)
      continue
    }
    if (rows > 1) note(tally, 'doubled', `${name}: ${rows} notes "${one.text}"`)
    if (isAccepted && rows === 0) note(tally, 'lost', `${name}: no note "${one.text}"`)
    if (!isAccepted && rows > 0) tally.wrong.push(`${name}: ${one.id} was refused, and its note is there`)
  }
  checkDraft(seat, authority, tally)
}

/** Drafts replace each other before they are sent: what stands is the last that was saved, or one that was given after it. */
function checkDraft({ name, caseId, said }: Seat, authority: Database.Database, tally: Tally): void {
  const drafts = said.filter((one) => one.name === 'draft.save')
  const last = drafts.findLastIndex((one) => one.isSaved)
  if (last === -1) return
  const stands = authority.prepare<[string], string>('select text from draft where caseId = ?').pluck().all(caseId)
  const may: Said[] = drafts.slice(last)
  if (stands.length > 1) note(tally, 'doubled', `${name}: ${stands.length} drafts of ${caseId}`)
  if (!may.some(({ text }) => text === stands[0]))
    note(tally, 'lost', `${name}: the draft is "${stands[0] ?? ''}", saved was "${may[0]?.text ?? ''}"`)
}

function counts(db: Database.Database, sql: string, deviceId: string): Map<string, number> {
  const rows = db.prepare<[string], [string, number]>(sql).raw().all(deviceId)
  return new Map(rows)
}

function note(tally: Tally, what: 'lost' | 'doubled', text: string) {
  tally[what]++
  tally.wrong.push(text)
}
