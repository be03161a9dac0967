import { joinEndpoint } from '../../../src/app/enrol.ts'
import { type Home, openHome } from '../../../src/app/home.ts'
import { syncedEntities } from '../../../src/core/entities.ts'
import { readHomeKeys } from '../../../src/store/home-keys.ts'
import { answer, type Doing } from './child.ts'
import { noteText } from './note-text.ts'

/** A desk of the bench: a real home, in a process of its own. Times are milliseconds. */
let home: Home | null = null
let customers: string[] = []

const doing = {
  /** Enrols a home and reads the whole book. */
  async join({ folder, url, code }: { folder: string; url: string; code: string }) {
    await home?.close()
    const from = performance.now()
    await joinEndpoint(folder, url, code)
    home = await openHome(folder)
    await home.sync.once()
    const ms = performance.now() - from
    const { reader } = home.store
    let rows = 0
    for (const entity of syncedEntities) {
      const counted = reader.selectFrom(entity as 'note').select((of) => of.fn.countAll<number>().as('rows'))
      rows += Number((await counted.executeTakeFirstOrThrow()).rows)
    }
    const some = await reader.selectFrom('customer').select('id').orderBy('id').limit(500).execute()
    customers = some.map(({ id }) => id)
    return { ms, rows }
  },
  /** Gives so many commands, one after the other, as a person does. */
  async give({ count }: { count: number }) {
    const from = performance.now()
    for (let at = 0; at < count; at++) {
      const args = { customerId: customers[at % customers.length], caseId: null, text: noteText(at) }
      const outcome = await opened().execute('note.add', args)
      if (!outcome.ok) throw new Error(`note.add: ${outcome.code}`)
    }
    return performance.now() - from
  },
  /** Sends what waits and takes in what changed; `at`: when it began, by the clock that all processes share. */
  async sync() {
    const at = process.hrtime.bigint()
    const { sent } = await opened().sync.once()
    const ms = Number(process.hrtime.bigint() - at) / 1e6
    const { waiting, refused } = await opened().query.outboxCounts()
    if (waiting + refused > 0) throw new Error(`${waiting} commands wait, ${refused} are refused`)
    const { cursor = '', epoch = '' } = await readHomeKeys(opened().store.reader)
    const notes = await opened()
      .store.reader.selectFrom('note')
      .select((of) => of.fn.countAll<number>().as('notes'))
      .executeTakeFirstOrThrow()
    return { ms, sent, at: String(at), cursor, epoch, notes: Number(notes.notes) }
  },
} satisfies Doing

export type DeskDoing = typeof doing

function opened(): Home {
  if (!home) throw new Error('no desk was joined')
  return home
}

answer(doing)
