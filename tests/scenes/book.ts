import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { authorityOf } from '../../src/app/authority.ts'
import { demoCommands } from '../../src/app/demo/book.ts'
import { issueCode, joinEndpoint } from '../../src/app/enrol.ts'
import { isFirstRun } from '../../src/app/first-run.ts'
import { createAuthority, type Home, moveEndpoint, openHome } from '../../src/app/home.ts'
import { seedFlows, seedProducts, seedReplies } from '../../src/app/seed.ts'
import { listen } from '../../src/http/server.ts'
import type { Net } from '../../src/sync/desk-sync.ts'
import { accepted, testClock } from '../world.ts'

/** Those of the demo's team whose desks are joined: a butler, the supervisor, an expert, the inspector. */
export const desksOfBook = ['b01', 's01', 'x01', 'q01'] as const
export type Who = (typeof desksOfBook)[number]

const fault = (thrown: unknown) => {
  throw thrown
}

/** As Node says it where there is no network at all. */
const unplugged = () =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ENETUNREACH', syscall: 'connect' }) })

/** A book of 200 customers as it looks on a Friday morning, with its authority and its desks: made once, copied for each scene. */
export type Book = AsyncDisposable & {
  open(who: Who): Promise<OpenBook>
}

export type OpenBook = AsyncDisposable & {
  authority: Home
  desk: Home
  clock: ReturnType<typeof testClock>
  /** Pulls the desk's network out, and puts it in again. */
  offline(): void
  online(): void
}

/** `within`: where it lies, in memory where there is room. */
export async function makeBook(within = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()): Promise<Book> {
  const room = mkdtempSync(join(within, 'butler-scenes-'))
  const clock = testClock()
  const folder = join(room, 'book', 'authority')
  await createAuthority(folder, clock)
  const authority = await openHome(folder, { clock })
  await seedProducts(authority, 'en')
  await seedFlows(authority, 'en')
  await seedReplies(authority, 'en')
  const flows = Object.fromEntries((await authority.query.all('flow')).map(({ code, id }) => [code, id]))
  const options = { customers: 200, seed: 20_200_313, now: clock.now(), flows }
  for (const { name, args, ...how } of demoCommands(options)) accepted(await authority.execute(name, args, how))
  const listening = await listen(authorityOf(authority), '127.0.0.1', 0, fault)
  for (const who of desksOfBook) {
    const { outcome, code } = await issueCode(authority, who)
    accepted(outcome)
    const deskFolder = join(room, 'book', who)
    await joinEndpoint(deskFolder, listening.url, code, { clock })
    const desk = await openHome(deskFolder, { clock })
    await desk.sync.once()
    await desk.close()
    // The tour was offered before.
    isFirstRun(deskFolder)
  }
  await listening.close()
  await authority.close()
  const idsBefore = Number(clock.newId().slice('test-'.length))
  let opened = 0
  return {
    // Ids go on where those of the book have ended, the same in every copy.
    open: (who) => openCopy(join(room, 'book'), join(room, `copy-${++opened}`), who, testClock(clock.now(), idsBefore)),
    async [Symbol.asyncDispose]() {
      rmSync(room, { recursive: true, force: true })
    },
  }
}

async function openCopy(book: string, copy: string, who: Who, clock: ReturnType<typeof testClock>): Promise<OpenBook> {
  for (const name of ['authority', who]) cpSync(join(book, name), join(copy, name), { recursive: true })
  const authority = await openHome(join(copy, 'authority'), { clock })
  const faults: unknown[] = []
  const listening = await listen(authorityOf(authority), '127.0.0.1', 0, (thrown) => faults.push(thrown))
  await moveEndpoint(join(copy, who), listening.url)
  const cable = { isIn: true, pulled: new AbortController() }
  const net: Net = async (url, init) => {
    if (!cable.isIn) throw unplugged()
    const signals = [cable.pulled.signal, ...(init.signal ? [init.signal] : [])]
    return fetch(url, { ...init, signal: AbortSignal.any(signals) } as RequestInit)
  }
  const desk = await openHome(join(copy, who), { clock, net })
  return {
    ...{ authority, desk, clock },
    offline() {
      cable.isIn = false
      cable.pulled.abort(unplugged())
    },
    online() {
      Object.assign(cable, { isIn: true, pulled: new AbortController() })
      desk.sync.soon()
    },
    async [Symbol.asyncDispose]() {
      cable.isIn = false
      cable.pulled.abort(unplugged())
      await desk.close()
      await listening.close()
      await authority.close()
      rmSync(copy, { recursive: true, force: true })
      if (faults.length > 0) throw faults[0]
    },
  }
}
