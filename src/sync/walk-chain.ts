import { setImmediate as breath } from 'node:timers/promises'
import { canonicalJson } from '../core/canonical-json.ts'
import type { Outcome } from '../core/refusal.ts'
import type { Reader } from '../store/store.ts'
import { answerWithoutEvent, beyondHead, type ChainRow, chainRows, readHead } from '../store/chain-queries.ts'
import { hashOfEvent, toldOf } from './event-hash.ts'
import { merkleTree } from './merkle.ts'

/**
 * The first row of an authority's history that cannot be as it was decided. `missing`: no event of this version, though the head
 * or a later one says that there was. `stray`: a version that no event can have. `link`: it does not follow the one before.
 * `content`: its fields do not give its hash. `no-answer`, `other-answer`: the stored answer to its command is not there, or is
 * of something else. `no-event`: a stored answer without its event. `head`: the head is not this last event. `beyond-head`:
 * something of a version that the head has not come to.
 */
export type BadRow = {
  is: 'missing' | 'stray' | 'link' | 'content' | 'no-answer' | 'other-answer' | 'no-event' | 'head' | 'beyond-head'
  ver: number
  at: number | null
  command: string | null
}

/** `hashes`, `roots`: at the versions that were asked for, up to the first bad row of the chain itself. */
export type Walked = {
  head: { ver: number; hash: string }
  /** How many events stood in an unbroken chain from the first. */
  events: number
  bad: BadRow | null
  hashes: Map<number, string>
  roots: Map<number, string>
}

type Wanted = { hashes: ReadonlySet<number>; roots: ReadonlySet<number> }

/** Goes through an authority's events from the first to the head as it is now, and computes every hash again. */
export async function walkChain(
  reader: Reader,
  wanted: Wanted,
  onRows: (done: number, of: number) => void,
): Promise<Walked> {
  const head = await readHead(reader)
  const walked: Walked = { head, events: 0, bad: null, hashes: new Map(), roots: new Map() }
  const tree = wanted.roots.size > 0 ? merkleTree() : null
  let last = ''
  for await (const rows of chainRows(reader, head.ver)) {
    for (const row of rows) {
      const { ver, hash } = row.event
      walked.bad = badRow(row, walked.events + 1, last)
      if (walked.bad) return walked
      walked.events = ver
      last = hash
      tree?.add(Buffer.from(hash, 'hex'))
      if (wanted.hashes.has(ver)) walked.hashes.set(ver, hash)
      if (tree && wanted.roots.has(ver)) walked.roots.set(ver, tree.root())
    }
    onRows(walked.events, head.ver)
    // A signal gets through.
    await breath()
  }
  walked.bad = await badEnd(reader, walked, last)
  return walked
}

function badRow({ event, answer }: ChainRow, expected: number, last: string): BadRow | null {
  const { hash, prevHash, ...told } = event
  const { ver, at, command } = told
  if (ver > expected) return { is: 'missing', ver: expected, at: null, command: null }
  const bad = (is: BadRow['is']) => ({ is, ver, at, command })
  if (ver < expected) return bad('stray')
  if (prevHash !== last) return bad('link')
  if (hashOfEvent(told, prevHash) !== hash) return bad('content')
  if (!answer) return bad('no-answer')
  const isOther = answer.ver !== ver || answer.bodyHash !== told.argsHash || answer.deviceId !== told.deviceId
  return isOther || !isOutcomeOf(answer.outcome, event) ? bad('other-answer') : null
}

function isOutcomeOf(stored: string, { outcome, code, detail }: ChainRow['event']): boolean {
  try {
    const told = JSON.parse(stored) as Outcome
    const is = told.ok ? 'accepted' : 'refused'
    return is === outcome && (told.ok ? null : told.code) === code && canonicalJson(toldOf(told)) === detail
  } catch {
    return false
  }
}

async function badEnd(reader: Reader, { head, events }: Walked, last: string): Promise<BadRow | null> {
  if (events < head.ver) return { is: 'missing', ver: events + 1, at: null, command: null }
  if (head.hash !== last) return { is: 'head', ver: head.ver, at: null, command: null }
  const orphan = await answerWithoutEvent(reader)
  if (orphan) return { is: 'no-event', ver: orphan.ver, at: null, command: null }
  const beyond = await beyondHead(reader)
  return beyond && { is: 'beyond-head', ver: beyond.head + 1, at: null, command: null }
}
