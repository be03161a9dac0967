import { randomUUID } from 'node:crypto'
import PouchDB from 'pouchdb'
import { answer, type Doing } from './child.ts'
import { noteText } from './note-text.ts'

/** A PouchDB client on leveldb, in a process of its own. Times are milliseconds. */
let local: PouchDB | null = null
let remote: PouchDB | null = null

const doing = {
  async open({ folder, url }: { folder: string; url: string }) {
    await local?.close()
    local = new PouchDB(folder)
    remote = new PouchDB(url)
  },
  /** Takes in everything that is new at the server. */
  async pull({ batch }: { batch: number }) {
    const { from, books } = started()
    const { docs_written: rows } = await books.local.replicate.from(books.remote, { batch_size: batch })
    return { ms: performance.now() - from, rows }
  },
  /** Writes so many documents, one after the other, into the client's own database: the row that a note is. */
  async give({ count }: { count: number }) {
    const { from, books } = started()
    for (let at = 0; at < count; at++) {
      const id = `${randomUUID()}.1`
      const row = { id, customerId: `c.${at % 500}`, caseId: null, text: noteText(at), authorId: 'b01', at: Date.now() }
      await books.local.put({ _id: `note:${id}`, ...row })
    }
    return performance.now() - from
  },
  /** Sends what the server does not have. */
  async push({ batch }: { batch: number }) {
    const { from, books } = started()
    const { docs_written: rows } = await books.local.replicate.to(books.remote, { batch_size: batch })
    return { ms: performance.now() - from, rows }
  },
} satisfies Doing

export type PouchClientDoing = typeof doing

function started() {
  if (!local || !remote) throw new Error('nothing was opened')
  return { from: performance.now(), books: { local, remote } }
}

answer(doing)
