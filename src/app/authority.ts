import type { Outcome } from '../core/refusal.ts'
import { readHomeKeys } from '../store/home-keys.ts'
import { decide, isKnown } from '../sync/decide.ts'
import type { PullResponse } from '../sync/protocol.ts'
import { changesFor, commandsOf, deskOfToken, type EnrolledDesk, lastSeqOf } from '../sync/serve-desk.ts'
import { sha256 } from '../sync/sha256.ts'
import { enrolDevice } from './enrol.ts'
import type { Home } from './home.ts'

/** Why a push went no further, as the problem that the desk is told. */
export type Pushed = { lastSeq: number; stop: 'sequence' | 'copied' | 'unknownCommand' | null }
type Numbered = { seq: number; id: string; name: string; version: number; args: unknown }

/** What an authority does for the desks that are joined to it; the HTTP face is thin over this. */
export function authorityOf(home: Home) {
  const { store, clock } = home
  const giverOf = (desk: EnrolledDesk) => ({
    deviceId: desk.deviceId,
    actor: { staffId: desk.staffId, role: desk.role },
  })
  return {
    deskOf: (token: string) => deskOfToken(store, sha256(token)),
    epoch: async () => (await readHomeKeys(store.reader)).epoch ?? '',
    enrol: async (code: string, deviceName: string) => {
      const { outcome, deviceId, token } = await enrolDevice(home, code, deviceName)
      if (!outcome.ok) return outcome
      const staff = await home.query.row('staff', String(outcome.result['staffId']))
      return staff ? { ok: true as const, deviceId, token, staff } : { ok: false as const }
    },
    /**
     * Decides commands of an outbox in their order. Those decided before are passed over; one that skips a number, or that
     * bears the number of another (the desk was copied or restored), stops all. Stops before a command that this authority
     * does not know yet. `lastSeq`: the last number decided.
     */
    push: async (desk: EnrolledDesk, numbered: readonly Numbered[]): Promise<Pushed> => {
      let lastSeq = await lastSeqOf(store, desk.deviceId)
      const decided = await commandsOf(store, desk.deviceId, numbered[0]?.seq ?? 0)
      const asked = []
      for (const { seq, ...given } of numbered) {
        if (seq <= lastSeq) {
          if (decided.get(seq) !== given.id) return { lastSeq, stop: 'copied' }
          continue
        }
        if (seq !== lastSeq + 1) return { lastSeq, stop: 'sequence' }
        if (!isKnown(given)) {
          if (asked.length === 0) return { lastSeq, stop: 'unknownCommand' }
          break
        }
        asked.push({ given, seq })
        lastSeq = seq
      }
      if (asked.length === 0) return { lastSeq, stop: null }
      await decide(store, giverOf(desk), asked, clock.now())
      home.changed()
      return { lastSeq, stop: null }
    },
    /** The outcome of an `onlineOnly` command; undefined when this authority does not know it yet. */
    decide: async (desk: EnrolledDesk, given: Omit<Numbered, 'seq'>): Promise<Outcome | undefined> => {
      if (!isKnown(given)) return undefined
      const [outcome] = await decide(store, giverOf(desk), [{ given, seq: null }], clock.now())
      home.changed()
      return outcome
    },
    pull: (desk: EnrolledDesk, cursor: string | null, ackedSeq: number): Promise<PullResponse> =>
      changesFor(store, desk, cursor, ackedSeq),
  }
}
export type Authority = ReturnType<typeof authorityOf>
