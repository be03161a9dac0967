import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { checkTeam } from './checks.ts'
import { Faulted } from './processes.ts'
import { forgetCursor, turnClock } from './kill-round.ts'
import { randomFor, round, type Scenario, wants, withTeam } from './scenario.ts'
import { addNote, type Seat, settle } from './team.ts'
import { work } from './work.ts'

const name = 'tiny disk'
const hourMs = 3_600_000

/** A desk on a disk of its own that is really full: its token files and snapshots do not fit either. Needs the right to mount. */
export const tinyDisk: Scenario = {
  name,
  async run(stage) {
    if (!wants(stage, name)) return
    const place = join(stage.folder, name, 'desk-0')
    if (!mount(place)) return console.error(`${name}: left out, for it needs the right to mount`)
    try {
      await withTeam(stage, name, { seats: ['b1', 's1'] }, async (team) => {
        const [seat] = team.seats as [Seat]
        for (const what of ['tokens', 'snapshot', 'notes'] as const)
          await round(stage, `tiny disk: ${what}`, async (tally) => {
            if (what === 'tokens') await turnClock(team, 13 * hourMs)
            if (what === 'snapshot') await forgetCursor(seat)
            const filler = join(place, 'filler')
            fill(filler)
            const said = new Set<string>()
            for (let n = 0; n < 12; n++) {
              if (what === 'notes') await saying(said, addNote(team, seat, seat.customers[0] ?? ''))
              await saying(said, seat.desk.do({ task: 'sync' }))
            }
            rmSync(filler)
            if (said.size === 0) tally.wrong.push('the disk was never full')
            const clear = /^(ENOSPC|SQLITE_FULL|SQLITE_IOERR\w*)$/
            for (const one of said) if (!clear.test(one)) tally.wrong.push(`a full disk is said as ${one}`)
            await work(team, seat, randomFor(stage, what))
            await settle(team)
            checkTeam(team, tally)
          })
      })
    } finally {
      execFileSync('umount', ['-l', place])
    }
  },
}

async function saying(said: Set<string>, done: Promise<unknown>): Promise<void> {
  try {
    await done
  } catch (fault) {
    if (!(fault instanceof Faulted)) throw fault
    said.add(fault.code ?? fault.message)
  }
}

function mount(place: string): boolean {
  mkdirSync(place, { recursive: true })
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', place], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

function fill(file: string): void {
  for (const size of [65_536, 4_096, 256])
    try {
      for (;;) appendFileSync(file, Buffer.alloc(size))
    } catch {
      // As much as fits of this size.
    }
}
