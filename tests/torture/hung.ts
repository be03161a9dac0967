import { setTimeout as rest } from 'node:timers/promises'
import { moveEndpoint } from '../../src/app/home.ts'
import { checkTeam } from './checks.ts'
import { type Endpoint, startEndpoint } from './processes.ts'
import { round, type Scenario, wants, withTeam } from './scenario.ts'
import { addNote, type Seat, settle, sync } from './team.ts'

/** Two endpoints on one home; one of them stands still in the middle of a decision, and holds the lock. */
export const hung: Scenario = {
  name: 'hung',
  async run(stage) {
    const isShort = stage.length === 'short'
    const lasting = isShort ? [1_500] : [1_500, 4_000, 14_000]
    const labelOf = (ms: number) => `hung in a decision for ${ms / 1_000} s`
    if (!lasting.some((ms) => wants(stage, labelOf(ms)))) return
    await withTeam(stage, 'hung', { seats: ['b1', 'b2'] }, async (team) => {
      const { programs, log, authority } = team
      const other = await startEndpoint(authority, 0, { programs, log })
      const [here, there] = team.seats as [Seat, Seat]
      await move(there, other)
      try {
        for (const ms of lasting.filter((one) => wants(stage, labelOf(one))))
          await round(stage, labelOf(ms), async (tally) => {
            await team.endpoint.order({ order: 'arm', label: 'head.locked', hit: 1, signal: 'SIGSTOP' })
            await addNote(team, here, here.customers[0] ?? '')
            await addNote(team, there, there.customers[0] ?? '')
            const hangs = sync(here)
            await rest(300)
            const began = performance.now()
            const through = sync(there)
            await rest(ms)
            team.endpoint.child.kill('SIGCONT')
            const isThrough = await through
            const took = Math.round(performance.now() - began)
            // Either it got through when the lock came free, or it was told after the wait; never without an end.
            if (took > ms + 12_000) tally.wrong.push(`it took ${took} ms to be told that it cannot be done`)
            if (!isThrough && ms < 9_000) tally.wrong.push('did not get through though the lock came free in time')
            await hangs
            await settle(team)
            checkTeam(team, tally)
          })
      } finally {
        await other.kill()
      }
    })
  },
}

async function move(seat: Seat, to: Endpoint): Promise<void> {
  await seat.desk.do({ task: 'close' })
  await moveEndpoint(seat.folder, to.url)
  await seat.desk.do({ task: 'open', folder: seat.folder })
}
