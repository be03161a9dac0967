import { mkdirSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import expressPouch from 'express-pouchdb'
import PouchDB from 'pouchdb'
import { syncedEntities } from '../../../src/core/entities.ts'
import { answer, type Doing } from './child.ts'

/** An express-pouchdb server on leveldb, in a process of its own. */
const doing = {
  /** Serves a database with the rows of a desk's, a document each. */
  async serve({ folder, rowsOf }: { folder: string; rowsOf: string }) {
    mkdirSync(folder, { recursive: true })
    const Pouch = PouchDB.defaults({ prefix: join(folder, '/') })
    const documents = documentsOf(rowsOf)
    const book = new Pouch('book')
    for (let at = 0; at < documents.length; at += 1_000) await book.bulkDocs(documents.slice(at, at + 1_000))
    const server = createServer(expressPouch(Pouch, { mode: 'minimumForPouchDB', inMemoryConfig: true }))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    return { url: `http://127.0.0.1:${port}/book`, rows: documents.length }
  },
} satisfies Doing

export type PouchServerDoing = typeof doing

function documentsOf(file: string): { _id: string }[] {
  const database = new Database(file, { readonly: true })
  const documents = syncedEntities.flatMap((entity) => {
    const rows = database.prepare<[], { id: string }>(`select * from "${entity}"`).all()
    return rows.map((row) => ({ ...row, _id: `${entity}:${row.id}` }))
  })
  database.close()
  return documents
}

answer(doing)
