import { operatorId } from '../core/staff/roles.ts'
import { chmodSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Actor } from '../core/command.ts'
import type { AccessWay } from '../core/customer/access.ts'
import type { RevealArgs } from '../core/customer/reveal.ts'
import type { Row } from '../core/entities.ts'
import { type Outcome, type Refusal, refuse } from '../core/refusal.ts'
import type { Staff } from '../core/staff/schema.ts'
import type { Role } from '../core/staff/roles.ts'
import { readHomeKeys, writeHomeKeys } from '../store/home-keys.ts'
import { migrate, newestMigration } from '../store/migrate.ts'
import { openSqlite } from '../store/open-sqlite.ts'
import { allRows, rowById } from '../store/row-queries.ts'
import { installShadowTriggers } from '../store/shadow.ts'
import type { Store } from '../store/store.ts'
import { transact } from '../store/transact.ts'
import type { Link, Net } from '../sync/desk-sync.ts'
import type { Retried, TakenOff } from '../sync/refused.ts'
import type { Shown } from './access.ts'
import type { BoardAsk } from './board-rows.ts'
import type { BoardTold } from './board-told.ts'
import { type Clock, type DeskClock, deskClock, systemClock } from './clock.ts'
import { caIn, type IssuedTokens, keepCa, keepTokens, readTokens } from './credentials.ts'
import { HomeFault } from './home-fault.ts'
import { databaseName, openStoreIn } from './home-store.ts'
import type { How } from './give.ts'
import { beginMaking } from './make-folder.ts'
import type { Doing, Present } from './presence.ts'
import { netTo } from './net.ts'
import { type Queries, queriesOf } from './queries.ts'
import { renewing } from './renewing.ts'
import { beginAuthority } from './settle-store.ts'
import { type SyncLoop, startSyncLoop } from './sync-loop.ts'
import { watchStore } from './watch.ts'

export { databaseName } from './home-store.ts'
export { HomeFault } from './home-fault.ts'

/** An opened home: what every face works with. */
export type Home = {
  folder: string
  kind: 'authority' | 'desk'
  actor: Actor
  /** Null when an authority is opened by its operator, who is nobody on the staff. */
  staff: Staff | null
  endpoint: string | null
  clock: Clock
  query: Queries
  /** Nothing can be changed through it: see readonly-home.ts. */
  isReadonly: boolean
  /** The one way to write. Refusals are values; faults are thrown (`Unreachable` for an `onlineOnly` command on a desk). */
  execute(name: string, args: unknown, how?: How): Promise<Outcome>
  /**
   * Asks for one masked value of a customer or member, with a reason that is in the audit. The value is for showing alone. Throws
   * `Unreachable` on a desk without network, `HomeFault` on one that is not joined.
   */
  reveal(asked: RevealArgs): Promise<Shown>
  /** To be called before details of customers are shown: who is not their butler is written down. */
  noteLooks(customers: readonly Pick<Row<'customer'>, 'id' | 'ownerId'>[], how: AccessWay): Promise<void>
  /**
   * Says which customer this desk is looking at or writing to (null: none; undefined: only hears), and hears where the others are; null
   * where nobody else can be known of.
   * Throws `Unreachable` on a desk without network.
   */
  sayWhere(here: { customerId: string; doing: Doing } | null | undefined): Promise<readonly Present[] | null>
  /** How the team stands, or the rows behind one number of it. Throws the `Problem` that an endpoint answered. */
  board(asked: BoardAsk | null): Promise<BoardTold>
  /** Gives a refused command again, as a new one, and those that stand on it; what stands anew leaves the list. */
  retry(seq: number, isDryRun?: boolean): Promise<Retried | Refusal>
  /** Takes a refused command, and those that stand on it, off the list; the reason goes to the authority. */
  discard(seq: number, reason: string, isDryRun?: boolean): Promise<TakenOff | Refusal>
  /** Hands a refused command, and those that stand on it, to the supervisors, with a note. */
  hand(seq: number, note: string, isDryRun?: boolean): Promise<TakenOff | Refusal>
  /** Takes the last step of a run back that was finished on this desk, while it has not left it. */
  undoStep(escalationId: string, isDryRun?: boolean): Promise<Outcome>
  /** Takes the last thing back that was done on this desk, while it has not left it. */
  undo(isDryRun?: boolean): Promise<Outcome>
  /** Calls back after every change of the data, from whichever process, at most once a tick. Returns how to stop. */
  watch(changed: () => void): () => void
  /** Says that this process has changed the data by another way than `execute` (a desk's push). */
  changed(): void
  sync: SyncLoop
  /** For http/ and the composition of other faces in this layer. */
  store: Store
  close(): Promise<void>
}

export type OpenOptions = { as?: string | undefined; clock?: Clock; net?: Net }

/** Opens a home that exists. Throws `HomeFault`, `NewerFile`, or what the disk says. */
export async function openHome(folder: string, options: OpenOptions = {}): Promise<Home> {
  const clock = options.clock ?? systemClock
  const store = await openStoreIn(folder)
  if (!store) throw new HomeFault('no-home', folder)
  try {
    await migrate(store, clock.now())
    const keys = await readHomeKeys(store.reader)
    // A home whose making was cut off has no kind: it is none.
    if (keys.kind === undefined) throw new HomeFault('no-home', folder)
    const kind = keys.kind === 'desk' ? 'desk' : 'authority'
    if (kind === 'desk' && keys.shape !== newestMigration) await beginAnew(store)
    const opened = kind === 'desk' ? await deskActor(store) : await authorityActor(store, options.as)
    const net = options.net ?? netTo(caIn(folder))
    const link: Link | null =
      kind === 'desk' && keys.endpoint
        ? {
            net: renewing({ net, endpoint: keys.endpoint, folder, now: clock.now }),
            endpoint: keys.endpoint,
            token: readTokens(folder).access,
          }
        : null
    const authorityClock = deskClock(clock, Number(keys.clockOffset ?? 0))
    return composeHome({
      folder,
      kind,
      store,
      clock: authorityClock,
      link,
      version: await store.dataVersion(),
      ...opened,
    })
  } catch (fault) {
    await store.close()
    throw fault
  }
}

/** After a migration: new columns of rows that are here already stand in the authority only, so all is read again. */
async function beginAnew(store: Store): Promise<void> {
  await installShadowTriggers(store)
  await transact(store, (write) => writeHomeKeys(write, { cursor: null, snapshot: null, shape: newestMigration }))
}

type Parts = Pick<Home, 'folder' | 'kind' | 'store' | 'actor' | 'staff'> & {
  clock: DeskClock
  link: Link | null
  version: number
}

function composeHome(parts: Parts): Home {
  const { folder, kind, store, clock, link, actor, staff, version } = parts
  const query = queriesOf(store.reader, kind === 'authority' && staff ? actor : null)
  const watcher = watchStore(store, version)
  const sync = startSyncLoop({ store, link, actor, clock, query, folder, onChange: watcher.touch })
  let tellBoard: Home['board'] | undefined
  const home: Home = {
    folder,
    kind,
    actor,
    staff,
    endpoint: link?.endpoint ?? null,
    clock,
    query,
    isReadonly: false,
    store,
    sync,
    async execute(name, args, how = {}) {
      const { give } = await import('./give.ts')
      if (kind === 'desk' && !link) throw new HomeFault('not-joined', folder)
      const outcome = await give({ store, link, actor, clock }, name, args, how)
      return given(outcome)
    },
    async reveal(asked) {
      const { askToReveal } = await import('./access.ts')
      if (kind === 'desk' && !link) throw new HomeFault('not-joined', folder)
      const shown = await askToReveal({ store, link, actor, clock }, asked)
      if (!link) watcher.touch()
      return shown
    },
    async noteLooks(customers, how) {
      if (customers.every(({ ownerId }) => ownerId === actor.staffId)) return
      const { noteLooks } = await import('./access.ts')
      await noteLooks({ store, link, actor, clock }, kind, customers, how)
    },
    sayWhere: async (here) => (link ? (await import('../sync/presence.ts')).sayWhere(link, here) : null),
    async board(asked) {
      tellBoard ??= (await import('./board-told.ts')).boardTeller({ query, clock, actor }, link)
      return tellBoard(asked)
    },
    retry: async (...asked) => given(await (await import('./give.ts')).retryRefused(home, ...asked)),
    discard: async (...asked) => given(await (await import('./give.ts')).discardRefused(home, ...asked)),
    hand: async (...asked) => given(await (await import('./give.ts')).handRefused(home, ...asked)),
    async undoStep(escalationId, isDryRun) {
      // An authority has decided at once whatever was given there.
      if (kind === 'authority') return refuse('escalation.no-undo', { escalationId, why: 'sent' })
      const outcome = await (await import('./give.ts')).undoStep(home, escalationId, isDryRun)
      watcher.touch()
      return outcome
    },
    async undo(isDryRun) {
      if (kind === 'authority') return refuse('outbox.no-undo', { why: 'sent' })
      const outcome = await (await import('./give.ts')).undoLast(home, isDryRun)
      watcher.touch()
      return outcome
    },
    watch: watcher.watch,
    changed: watcher.touch,
    async close() {
      watcher.stop()
      await sync.stop()
      await store.close()
    },
  }
  return home

  function given<O extends { ok: boolean }>(outcome: O): O {
    watcher.touch()
    if (outcome.ok) sync.soon()
    return outcome
  }
}

/** The operator of an authority: whoever holds the folder. May set it up; has no queue. */
export const operator: Actor = { staffId: operatorId, role: 'service' }

async function authorityActor(store: Store, as: string | undefined): Promise<Pick<Home, 'actor' | 'staff'>> {
  if (as === undefined) return { actor: operator, staff: null }
  const staff = await rowById(store.reader, 'staff', as)
  if (!staff?.isActive) throw new HomeFault('no-such-staff', as)
  return { actor: { staffId: staff.id, role: staff.role }, staff }
}

async function deskActor(store: Store): Promise<Pick<Home, 'actor' | 'staff'>> {
  const { staffId = '', role = 'butler' } = await readHomeKeys(store.reader)
  const staff = await rowById(store.reader, 'staff', staffId)
  const actor = { staffId, role: role as Role }
  return { actor, staff: staff ?? null }
}

/** On an authority with one butler, the workstation is theirs; otherwise somebody has to say whose. */
export async function loneButler(home: Home): Promise<string> {
  const butlers = (await allRows(home.store.reader, 'staff')).filter(
    (staff) => staff.role === 'butler' && staff.isActive,
  )
  if (butlers.length !== 1 || !butlers[0]) throw new HomeFault('say-who', home.folder)
  return butlers[0].id
}

/** Makes the folder and an empty database file in it, or nothing. Throws `HomeFault` when there is a home. */
export function makeStore(folder: string, clock: Clock): Promise<Store> {
  return making(folder, clock, async (store) => store)
}

/** A new authority: empty, ready for staff and imports; or nothing. */
export function createAuthority(folder: string, clock: Clock = systemClock): Promise<void> {
  return making(folder, clock, async (store) => {
    await beginAuthority(store, clock)
    await store.close()
  })
}

type Enrolment = IssuedTokens & { deviceId: string; staff: { id: string; name: string; role: Role } }
/** `ask`: what makes the endpoint enrol it. */
type Joining = { endpoint: string; ca: string | null; ask: () => Promise<Enrolment> }

/**
 * A new desk, enrolled but empty: the first sync fills it. The tokens go into files that only their owner can read. All else is
 * made first, and room held for the tokens: a code is spent only where the desk can be. Leaves nothing when it throws.
 */
export function createDesk(folder: string, { endpoint, ca, ask }: Joining, clock: Clock): Promise<Enrolment> {
  return making(folder, clock, async (store) => {
    await installShadowTriggers(store)
    if (ca) keepCa(folder, ca)
    const room = join(folder, roomName)
    writeFileSync(room, Buffer.alloc(roomBytes), { mode: 0o600 })
    const enrolled = await ask()
    rmSync(room)
    keepTokens(folder, enrolled, clock.now())
    const { deviceId, staff } = enrolled
    const shape = newestMigration
    await transact(store, (write) =>
      writeHomeKeys(write, { kind: 'desk', shape, endpoint, deviceId, staffId: staff.id, role: staff.role }),
    )
    await store.close()
    return enrolled
  })
}

/** Holds the place of what is written once the code is spent. */
const roomName = 'join.room'
const roomBytes = 256 * 1024
const isOfMaking = (name: string) => name.startsWith(databaseName) || /^(ca\.pem|token|join\.room)/.test(name)

/** Makes an empty store and something of it; takes all of that away again when it throws. */
async function making<T>(folder: string, clock: Clock, make: (store: Store) => Promise<T>): Promise<T> {
  const file = join(folder, databaseName)
  if (await isHome(folder)) throw new HomeFault('exists', folder)
  for (const left of [file, `${file}-wal`, `${file}-shm`, join(folder, roomName)]) rmSync(left, { force: true })
  const begun = beginMaking(folder, isOfMaking)
  let store: Store | undefined
  try {
    store = openSqlite(file)
    chmodSync(file, 0o600)
    await migrate(store, clock.now())
    return await make(store)
  } catch (fault) {
    await store?.close().catch(() => undefined)
    begun.undo()
    throw fault
  }
}

/** Says where a desk finds its endpoint from now on. Homes that are open keep the address that they were opened with. */
export async function moveEndpoint(folder: string, endpoint: string): Promise<void> {
  const store = openSqlite(join(folder, databaseName))
  await transact(store, (write) => writeHomeKeys(write, { endpoint }))
  await store.close()
}

/** Whether a home is there; what the making of one has left when it was cut off is none. */
export async function isHome(folder: string): Promise<boolean> {
  const store = await openStoreIn(folder)
  if (!store) return false
  try {
    await migrate(store, systemClock.now())
    return (await readHomeKeys(store.reader)).kind !== undefined
  } finally {
    await store.close()
  }
}
