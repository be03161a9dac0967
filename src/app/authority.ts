import type { Outcome } from '../core/refusal.ts'
import { readHomeKeys } from '../store/home-keys.ts'
import { decide, isKnown } from '../sync/decide.ts'
import type { PullResponse } from '../sync/protocol.ts'
import { changesFor, deskOfToken, type EnrolledDesk, lastSeqOf } from '../sync/serve-desk.ts'
import { digestOf, enrolDevice } from './enrol.ts'
import type { Home } from './home.ts'

type Numbered = { seq: number; id: string; name: string; version: number; args: unknown }

/** What an authority does for the desks that are joined to it; the HTTP face is thin over this. */
export function authorityOf(home: Home) {
  const { store, clock } = home
  const giverOf = (desk: EnrolledDesk) => ({
    deviceId: desk.deviceId,
    actor: { staffId: desk.staffId, role: desk.role },
  })
  return {
    deskOf: (token: string) => deskOfToken(store, digestOf(token)),
    epoch: async () => (await readHomeKeys(store.reader)).epoch ?? '',
    enrol: async (code: string, deviceName: string) => {
      const { outcome, deviceId, token } = await enrolDevice(home, code, deviceName)
      if (!outcome.ok) return outcome
      const staff = await home.query.row('staff', String(outcome.result['staffId']))
      return staff ? { ok: true as const, deviceId, token, staff } : { ok: false as const }
    },
    /**
     * Decides commands of an outbox in their order. Those decided before are passed over; one that skips a number stops all.
     * Stops before a command that this authority does not know yet. Returns the last number decided.
     */
    push: async (desk: EnrolledDesk, numbered: readonly Numbered[]): Promise<{ lastSeq: number; isGap: boolean }> => {
      let lastSeq = await lastSeqOf(store, desk.deviceId)
      const asked = []
      for (const { seq, ...given } of numbered) {
        if (seq <= lastSeq) continue
        if (seq !== lastSeq + 1) return { lastSeq, isGap: true }
        if (!isKnown(given)) break
        asked.push({ given, seq })
        lastSeq = seq
      }
      if (asked.length === 0) return { lastSeq, isGap: false }
      await decide(store, giverOf(desk), asked, clock.now())
      home.changed()
      return { lastSeq, isGap: false }
    },
    decide: async (desk: EnrolledDesk, given: Omit<Numbered, 'seq'>): Promise<Outcome | undefined> => {
      const [outcome] = await decide(store, giverOf(desk), [{ given, seq: null }], clock.now())
      home.changed()
      return outcome
    },
    pull: (desk: EnrolledDesk, cursor: string | null, ackedSeq: number): Promise<PullResponse> =>
      changesFor(store, desk, cursor, ackedSeq),
  }
}
export type Authority = ReturnType<typeof authorityOf>
