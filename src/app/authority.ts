import type { Given } from '../core/command.ts'
import type { Access } from '../core/customer/access.ts'
import { readHomeKeys } from '../store/home-keys.ts'
import { StoreFault } from '../store/store-fault.ts'
import { keepAccess } from '../sync/access.ts'
import { endpointActor } from '../sync/commit.ts'
import { decideAtOnce, isKnown } from '../sync/decide.ts'
import type { Numbered, Pushed } from '../sync/decide-pushes.ts'
import { holdersOfTokens, type NextTokens, renewTokens, tokenLifeMs } from '../sync/device-tokens.ts'
import { pushLine } from '../sync/push-line.ts'
import { reveal, type Revealed } from '../sync/reveal.ts'
import type { Digests } from '../sync/digest.ts'
import { type Asking, changesFor, changesForEarlier, type EnrolledDesk } from '../sync/serve-pull.ts'
import { compareDigests, type Compared } from '../sync/serve-snapshot.ts'
import { sha256 } from '../sync/sha256.ts'
import { type BoardQuery, boardFor } from './board-asked.ts'
import { deskStates } from './desk-states.ts'
import { enrolDevice } from './enrol.ts'
import { readinessOf } from './endpoint-health.ts'
import type { Home } from './home.ts'
import { oneEach } from './one-each.ts'
import { presenceOf } from './presence.ts'
import { snapshotsOf } from './snapshots.ts'
import { tailsOf } from './tail/serve.ts'
import { turnsOf } from './turns.ts'

export type { TokenHolder } from '../sync/device-tokens.ts'
export type { EnrolledDesk } from '../sync/serve-pull.ts'

/** The first protocol whose desks begin with a snapshot. */
const snapshotProtocol = 3
/** Each reads all that a desk may hold; so many at once, and so many may wait for it. */
const [readingAtOnce, waitingAtMost] = [2, 20]
const passing: ReadonlySet<string> = new Set(['busy', 'unreachable', 'full'])

/** What an authority does for the desks that are joined to it; the HTTP face is thin over this. */
export function authorityOf(home: Home) {
  const { store, clock } = home
  const inLine = pushLine(store)
  const states = deskStates(home)
  const holderOf = holdersOfTokens(store)
  const turns = turnsOf(readingAtOnce, waitingAtMost)
  const comparing = oneEach<Compared>(turns.later)
  let epoch = ''
  const giverOf = (desk: EnrolledDesk) => ({
    deviceId: desk.deviceId,
    actor: { staffId: desk.staffId, role: desk.role },
  })
  return {
    /** Whom an access token belongs to; it may have expired. Undefined when nobody, or no longer. */
    holderOf: (token: string) => holderOf(sha256(token)),
    /** Stays as long as the home is open: a backup is put back while nobody serves. */
    epoch: async () => (epoch ||= (await readHomeKeys(store.reader)).epoch ?? ''),
    enrol: async (code: string, deviceName: string, canRenew: boolean) => {
      const { outcome, ...issued } = await enrolDevice(home, code, deviceName, canRenew)
      if (!outcome.ok) return outcome
      const staff = await home.query.row('staff', String(outcome.result['staffId']))
      return staff ? { ok: true as const, ...issued, staff } : { ok: false as const }
    },
    /**
     * Spends a refresh token for the two that follow it; the life of the new access token, or null when the desk is not known.
     * A token that was spent before for others is in two hands: the device is revoked, and the audit says why.
     */
    renew: async (refreshToken: string, next: NextTokens): Promise<number | null> => {
      const renewed = await renewTokens(store, sha256(refreshToken), next, clock.now())
      if (renewed.is === 'renewed') return tokenLifeMs
      if (renewed.is === 'replayed') {
        const args = { deviceId: renewed.deviceId, reason: 'replayed' }
        await home.execute('device.revoke', args, { as: endpointActor })
      }
      return null
    },
    push: async (desk: EnrolledDesk, numbered: readonly Numbered[]): Promise<Pushed> => {
      const pushed = await inLine({ giver: giverOf(desk), numbered, now: clock.now() })
      if (pushed.decided.length > 0) home.changed()
      return pushed
    },
    /**
     * The outcome of an `onlineOnly` command and its commit version; undefined when this authority does not know it yet,
     * `recovering` when it has to wait for what others did before it.
     */
    decide: async (desk: EnrolledDesk, { before, ...given }: Omit<Numbered, 'seq'>) => {
      if (!isKnown(given)) return undefined
      const decided = await decideAtOnce(store, giverOf(desk), given, clock.now(), before)
      home.changed()
      return decided ?? ('recovering' as const)
    },
    /** The outcome of a `customer.reveal` with the value; undefined when this authority does not know it yet. */
    reveal: async (desk: EnrolledDesk, given: Given): Promise<Revealed | undefined> => {
      if (!isKnown(given)) return undefined
      const revealed = await reveal(store, giverOf(desk), given, clock.now())
      home.changed()
      return revealed
    },
    /** Keeps the looks of a desk at customers; the number of the last that is kept. */
    access: (desk: EnrolledDesk, entries: readonly Access[]) =>
      keepAccess(store, { deviceId: desk.deviceId, staffId: desk.staffId }, entries, clock.now()),
    pull: async (desk: EnrolledDesk, asking: Asking & { wiped?: number | undefined }, protocol = 1) => {
      const told = await (protocol < snapshotProtocol
        ? changesForEarlier(store, desk, asking)
        : changesFor(store, desk, asking))
      if (typeof told === 'string') return told
      await states.note(desk, { ...asking, protocol })
      return { ...told, at: clock.now() }
    },
    /** What everybody does, as a person of the desk's role may be told it. */
    tail: tailsOf(home),
    /** How the team stands, as a person of the desk's may see it. */
    board: (desk: EnrolledDesk, asked: BoardQuery) => boardFor(home, desk, asked),
    presence: presenceOf(home),
    snapshots: snapshotsOf(home, turns),
    /** Whether a desk holds what it should; `differs`: the tables that are not the same. Not comparable while too many ask. */
    compare: async (desk: EnrolledDesk, cursor: string, tables: Digests, gone: AbortSignal): Promise<Compared> => {
      const what = `${desk.staffId} ${desk.role} ${cursor} ${JSON.stringify(tables)}`
      const compared = await comparing(desk.deviceId, what, gone, (nobody) =>
        turns.take(nobody, () => compareDigests(store, desk, cursor, tables)),
      )
      return 'retryAfterMs' in compared ? { isComparable: false, differs: [] } : compared
    },
    /** For those who wait for changes (app/hints.ts). */
    home,
    now: () => clock.now(),
    readiness: () => readinessOf(home),
    /** Whether a fault is the store's and passes: nothing was changed, and the same may be asked again. */
    isPassing: (fault: unknown) => fault instanceof StoreFault && passing.has(fault.code),
  }
}
export type Authority = ReturnType<typeof authorityOf>
