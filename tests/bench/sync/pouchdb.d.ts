/** As much of PouchDB and its server as the bench uses; neither brings types. */
declare module 'pouchdb' {
  type Replicated = { ok: boolean; docs_written: number }
  type Batches = { batch_size: number; batches_limit?: number }
  export default class PouchDB {
    static defaults(options: { prefix: string }): typeof PouchDB
    constructor(name: string)
    put(document: { _id: string }): Promise<unknown>
    bulkDocs(documents: readonly { _id: string }[]): Promise<unknown>
    info(): Promise<{ doc_count: number }>
    close(): Promise<void>
    readonly replicate: {
      from(remote: PouchDB, batches: Batches): Promise<Replicated>
      to(remote: PouchDB, batches: Batches): Promise<Replicated>
    }
  }
}

declare module 'express-pouchdb' {
  import type { RequestListener } from 'node:http'
  import type PouchDB from 'pouchdb'
  export default function expressPouch(
    pouch: typeof PouchDB,
    options: { mode: string; inMemoryConfig: boolean },
  ): RequestListener
}
