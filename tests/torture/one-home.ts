import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { checkTeam, open } from './checks.ts'
import { Faulted, startDesk } from './processes.ts'
import { round, type Scenario, wants, withTeam } from './scenario.ts'
import { addNote, revive, saveDraft, type Seat, settle, type Team } from './team.ts'

export const oneHome: Scenario = {
  name: 'one home',
  async run(stage) {
    const isShort = stage.length === 'short'
    const times = isShort ? 1 : 5
    const labels = { two: 'one home, two programs', held: 'one home, lock held', long: 'one home, lock held for long' }
    if (!Object.values(labels).some((label) => wants(stage, label))) return
    await withTeam(stage, 'one home', { seats: ['b1', 's1'] }, async (team) => {
      const [first] = team.seats as [Seat]
      const second = await besides(team, first)
      team.seats.push(second)
      for (let time = 0; time < times; time++) {
        if (wants(stage, labels.two))
          await round(stage, labels.two, async (tally) => {
            await Promise.all([first, second].map(({ desk }) => desk.do({ task: 'follow' })))
            await Promise.all([first, second].map((seat) => giveMany(team, seat, 12)))
            // Whichever syncs: the other takes over.
            await first.desk.kill()
            await giveMany(team, second, 3)
            await untilSent(second)
            await revive(team)
            await settle(team)
            checkTeam(team, tally)
          })
        if (wants(stage, labels.held))
          await round(stage, labels.held, async (tally) => {
            const held = hold(first, isShort ? 800 : 3_000)
            await Promise.all([first, second].map((seat) => giveMany(team, seat, 3)))
            await held
            await settle(team)
            checkTeam(team, tally)
          })
      }
      if (!isShort && wants(stage, labels.long))
        await round(stage, labels.long, async (tally) => {
          const held = hold(first, 13_000)
          const said = await giveMany(team, first, 1).then(
            () => 'it was taken',
            (fault: unknown) => (fault instanceof Faulted ? fault.code : String(fault)),
          )
          if (said !== 'SQLITE_BUSY') tally.wrong.push(`a command while the lock was held: ${said}`)
          await held
          await giveMany(team, first, 2)
          await settle(team)
          checkTeam(team, tally)
        })
    })
  },
}

/** Another program on the home of a seat. What is given there is a person's of its own. */
async function besides(team: Team, seat: Seat): Promise<Seat> {
  const desk = startDesk({ programs: team.programs, log: team.log })
  await desk.do({ task: 'open', folder: seat.folder })
  return { ...seat, name: `${seat.name} besides`, desk, said: [], caseId: 'nobody writes here' }
}

async function giveMany(team: Team, seat: Seat, many: number): Promise<void> {
  for (let n = 0; n < many; n++) await addNote(team, seat, seat.customers[n % seat.customers.length] ?? '')
  if (seat.caseId.startsWith('draft')) await saveDraft(team, seat)
}

async function untilSent(seat: Seat): Promise<void> {
  for (let waited = 0; waited < 30_000; waited += 100) {
    const db = open(seat.folder)
    const waiting = Number(db.prepare(`select count(*) from outbox where state = 'waiting'`).pluck().get())
    db.close()
    if (waiting === 0) return
    await rest(100)
  }
  throw new Error('nobody took over the sync of the program that died')
}

/** Another program holds the lock of a home's database. */
async function hold(seat: Seat, ms: number): Promise<void> {
  const db = new Database(join(seat.folder, 'butler.db'), { timeout: 10_000 })
  db.exec('begin immediate')
  await rest(ms)
  db.exec('rollback')
  db.close()
}
