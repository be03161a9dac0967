import { canonicalJson } from '../../core/canonical-json.ts'
import { readAnchors, readEpochs } from '../../store/chain-queries.ts'
import { readHomeKeys } from '../../store/home-keys.ts'
import type { AnchorTable, EpochTable } from '../../store/tables.ts'
import { type AccessHeads, headGone } from '../../sync/access.ts'
import { type BadRow, type Walked, walkChain } from '../../sync/walk-chain.ts'
import type { Home } from '../home.ts'
import { HomeFault } from '../home-fault.ts'
import { isSigned, publicKeysIn } from './anchor-key.ts'
import { type Compared, compare, type Seen, type Unlike, type Unvouched } from './compare.ts'
import { type Placed, readAnchorFile, readWitnessFile } from './lines.ts'

/** An anchor that is not right in itself, or does not stand for the history of today. `ver`: what it claims to stand for. */
export type BadAnchor = {
  is: 'signature' | 'other-key' | 'root'
  ver: number
  day: string
  place: string
}

/** The log of looks of a device does not reach as far as an anchor says, or is not the one of then. */
export type AccessGone = { is: 'access'; ver: number; day: string; place: string; deviceId: string; seq: number }

export type Bad = BadRow | Unlike | Unvouched | BadAnchor | AccessGone

type Counted = Omit<Compared, 'unlike'>

/** `bad`: by version, the first bad row first; none when all holds. */
export type Audit = {
  head: Walked['head']
  events: number
  bad: Bad[]
  witnesses: Counted
  anchors: Counted
  /** With which of its ends each life began, oldest first. */
  epochs: EpochTable[]
}

/** `restored`: the lives that whoever asks knows to have begun with a restored backup (`lifeName`). */
type Asked = {
  witnessFiles: readonly string[]
  anchorFile: string | null
  keyFile: string | null
  restored?: readonly string[]
}

/**
 * Verifies the history of an authority against itself, its anchors, and what others have kept of it. Files are read whole first;
 * throws `BadLine`, `HomeFault`.
 */
export async function verifyHistory(
  home: Home,
  { witnessFiles, anchorFile, keyFile, restored = [] }: Asked,
  onRows: (done: number, of: number) => void,
): Promise<Audit> {
  const { reader } = home.store
  if (home.kind !== 'authority') throw new HomeFault('not-an-authority', home.folder)
  const seen = (await Promise.all(witnessFiles.map(readWitnessFile))).flat().map(seenByWitness)
  const keys = keyFile === null ? null : publicKeysIn(keyFile)
  const elsewhere = anchorFile === null ? [] : await readAnchorFile(anchorFile)
  const anchors = eachOnce([
    ...(await readAnchors(reader)).map((anchor) => ({ ...anchor, place: home.store.place })),
    ...elsewhere,
  ])
  const epochs = await readEpochs(reader)

  const hashes = new Set([...seen, ...anchors].map(({ ver }) => ver))
  const walked = await walkChain(reader, { hashes, roots: new Set(anchors.map(({ ver }) => ver)) }, onRows)
  const badAnchors = anchors.flatMap((anchor) => badAnchor(anchor, keys) ?? [])
  const signed = anchors.filter((anchor) => badAnchor(anchor, keys) === null)
  const lives = new Set(restored)
  const { unlike: unlikeSeen, ...witnesses } = compare(seen, walked, epochs, lives)
  const { unlike: unlikeSigned, ...ofAnchors } = compare(signed.map(seenByAnchor), walked, epochs, lives)
  const bad: Bad[] = [
    ...(walked.bad ? [walked.bad] : []),
    ...badAnchors,
    ...signed.flatMap((anchor) => badRoot(anchor, walked) ?? []),
    ...unlikeSeen,
    ...unlikeSigned,
    ...(await accessGone(home, signed)),
  ]
  return {
    ...{ head: walked.head, events: walked.events, witnesses, anchors: ofAnchors, epochs },
    bad: bad.sort((a, b) => a.ver - b.ver),
  }
}

function seenByWitness({ place, epoch, ver, hash, seenAt }: Placed<{ seenAt: number } & Omit<Seen, 'at'>>): Seen {
  return { place, epoch, ver, hash, at: seenAt }
}

function seenByAnchor({ place, epoch, ver, hash, day }: Placed<AnchorTable>): Seen {
  return { place: `${place} (${day})`, epoch, ver, hash, at: null }
}

/** One that lies in the database and in a file is one. */
function eachOnce(anchors: readonly Placed<AnchorTable>[]): Placed<AnchorTable>[] {
  const known = new Map<string, Placed<AnchorTable>>()
  for (const anchor of anchors) {
    const { place: _place, ...row } = anchor
    const text = canonicalJson(row)
    if (!known.has(text)) known.set(text, anchor)
  }
  return [...known.values()]
}

function badAnchor(anchor: Placed<AnchorTable>, keys: ReadonlySet<string> | null): BadAnchor | null {
  const { place, ...row } = anchor
  const bad = (is: BadAnchor['is']): BadAnchor => ({ is, ver: row.ver, day: row.day, place })
  if (!isSigned(row)) return bad('signature')
  return keys && !keys.has(row.publicKey) ? bad('other-key') : null
}

/** Where the hash at its version is the one of today, all before it has to be too. */
function badRoot({ place, day, ver, hash, count, root }: Placed<AnchorTable>, walked: Walked): BadAnchor | null {
  if (walked.hashes.get(ver) !== hash) return null
  return root === walked.roots.get(ver) && count === ver ? null : { is: 'root', ver, day, place }
}

/** Only by anchors of the present life: what a restored backup has lost of the log comes again, with other hashes. */
async function accessGone(
  { store }: Home,
  anchors: readonly Placed<AnchorTable>[],
): Promise<(AccessGone | BadAnchor)[]> {
  const { epoch = '' } = await readHomeKeys(store.reader)
  const gone: (AccessGone | BadAnchor)[] = []
  for (const { place, day, ver, access } of anchors.filter((one) => one.epoch === epoch)) {
    const heads = headsIn(access)
    const found = heads && (await headGone(store, heads))
    // Whoever signs with a key of their own can write anything.
    if (!heads) gone.push({ is: 'signature', ver, day, place })
    if (found) gone.push({ is: 'access', ver, day, place, ...found })
  }
  return gone
}

function headsIn(text: string): AccessHeads | null {
  try {
    const value = JSON.parse(text) as AccessHeads
    return Object.values(value).every((head) => Number.isSafeInteger(head[0]) && typeof head[1] === 'string')
      ? value
      : null
  } catch {
    return null
  }
}
