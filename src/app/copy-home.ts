import { readHead } from '../store/chain-queries.ts'
import { type Copied, copyStore, NotEmpty, type OnRows } from '../store/copy-store.ts'
import { readHomeKeys } from '../store/home-keys.ts'
import { migrate } from '../store/migrate.ts'
import type { Store } from '../store/store.ts'
import { systemClock } from './clock.ts'
import { HomeFault } from './home-fault.ts'
import { openDatabase, openStoreIn } from './home-store.ts'
import { makeStore } from './home.ts'
import { askedStore } from './settle-store.ts'

/** `isBehind`: the source has gone on since the moment that was copied, and what it decided then is not in the copy. */
export type CopiedHome = Copied & { isBehind: boolean }

/**
 * Copies an authority, history and all, from `sqlite:HOME` or `postgres://…` to an empty one of either. Throws `HomeFault`
 * (nothing there, a desk, a target that is not empty) and `StoreFault`.
 */
export async function copyHome(from: string, to: string, onRows: OnRows): Promise<CopiedHome> {
  // What is wrong with either is said before anything is opened.
  for (const place of [from, to]) if (folderOf(place) === null) databaseOf(place)
  const source = await openSource(from)
  try {
    await migrate(source, systemClock.now())
    if ((await readHomeKeys(source.reader)).kind !== 'authority') throw new HomeFault('not-an-authority', source.place)
    const target = await openTarget(to)
    try {
      const copied = await copyStore(source, target, onRows)
      return { ...copied, isBehind: (await readHead(source.reader)).ver !== copied.ver }
    } catch (fault) {
      throw fault instanceof NotEmpty ? new HomeFault('not-empty', target.place) : fault
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

async function openSource(text: string): Promise<Store> {
  const folder = folderOf(text)
  if (folder === null) return openDatabase(databaseOf(text))
  const store = await openStoreIn(folder)
  if (!store) throw new HomeFault('no-home', folder)
  return store
}

async function openTarget(text: string): Promise<Store> {
  const folder = folderOf(text)
  if (folder !== null) return makeStore(folder, systemClock)
  const store = await openDatabase(databaseOf(text))
  await migrate(store, systemClock.now())
  return store
}

function folderOf(text: string): string | null {
  return /^sqlite:(.+)$/.exec(text)?.[1] ?? null
}

function databaseOf(text: string) {
  const address = askedStore(text)
  if (!address) throw new HomeFault('bad-store', text)
  return address
}
