import { setImmediate as breath } from 'node:timers/promises'
import { canonicalJson } from '../../core/canonical-json.ts'
import { dateAt } from '../../core/civil-date.ts'
import { addAnchor, anchorOf, chainHashes, readHead } from '../../store/chain-queries.ts'
import { readHomeKeys } from '../../store/home-keys.ts'
import type { AnchorTable } from '../../store/tables.ts'
import { transact } from '../../store/transact.ts'
import { accessHeads } from '../../sync/access.ts'
import { merkleTree } from '../../sync/merkle.ts'
import type { Home } from '../home.ts'
import { HomeFault } from '../home-fault.ts'
import { anchorKey, signAnchor, type Unsigned } from './anchor-key.ts'

/**
 * Today's anchor (the day in Asia/Shanghai): signed now when there is none; of several processes the first one's stays. Throws
 * `HomeFault` where the history is broken: nobody should sign that.
 */
export async function anchorOfToday(home: Home): Promise<AnchorTable> {
  const { store, folder, clock } = home
  if (home.kind !== 'authority') throw new HomeFault('not-an-authority', folder)
  const day = dateAt(clock.now())
  const there = await anchorOf(store.reader, day)
  if (there) return there
  const { epoch = '' } = await readHomeKeys(store.reader)
  const { privateKey, publicKey } = anchorKey(folder)
  const access = canonicalJson(await accessHeads(store))
  const anchor: Unsigned = { day, epoch, ...(await historyOf(home)), access, publicKey }
  await transact(store, (write) => addAnchor(write, signAnchor(anchor, privateKey)))
  const kept = await anchorOf(store.reader, day)
  if (!kept) throw new Error(`no anchor of ${day}`)
  return kept
}

/** The history up to now, in one hash. Other work of this process gets its turn in between. */
async function historyOf({ store, folder }: Home): Promise<Pick<AnchorTable, 'ver' | 'count' | 'hash' | 'root'>> {
  const { ver, hash } = await readHead(store.reader)
  const tree = merkleTree()
  let [count, last] = [0, '']
  for await (const rows of chainHashes(store.reader, ver)) {
    for (const row of rows) {
      tree.add(Buffer.from(row.hash, 'hex'))
      last = row.hash
    }
    count += rows.length
    await breath()
  }
  if (count !== ver || last !== hash) throw new HomeFault('broken-history', folder)
  return { ver, count, hash, root: tree.root() }
}
