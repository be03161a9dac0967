import { checkTeam } from './checks.ts'
import { Faulted } from './processes.ts'
import { randomFor, round, type Scenario, wants, withTeam } from './scenario.ts'
import { give, type Seat, settle, sync, type Team } from './team.ts'

const longText = '满'.repeat(3_000)

export const diskFull: Scenario = {
  name: 'disk full',
  async run(stage) {
    const rooms = stage.length === 'short' ? [2] : [0, 1, 2, 3, 5, 8, 12, 20]
    if (!wants(stage, 'disk full desk') && !wants(stage, 'disk full endpoint')) return
    await withTeam(stage, 'disk full', { seats: ['b1', 's1'] }, async (team) => {
      const [seat] = team.seats as [Seat]
      const random = randomFor(stage, 'disk full')
      for (const more of rooms) {
        if (wants(stage, 'disk full desk'))
          await round(stage, 'disk full desk', async (tally) => {
            // What is there to be read in does not fit either.
            await fill(team, team.seats.at(-1) as Seat, 4)
            await sync(team.seats.at(-1) as Seat)
            await seat.desk.order({ order: 'pages', more })
            const met = [...(await fill(team, seat, 12)), ...(await faultsOf(seat))]
            await seat.desk.order({ order: 'pages', more: null })
            if (met.length === 0) tally.wrong.push('the disk was never full')
            tally.wrong.push(...met.filter((code) => code !== 'SQLITE_FULL').map((code) => `said as ${code}`))
            await fill(team, seat, 1)
            await settle(team)
            checkTeam(team, tally)
          })
        if (wants(stage, 'disk full endpoint'))
          await round(stage, 'disk full endpoint', async (tally) => {
            await team.endpoint.order({ order: 'pages', more })
            await fill(team, seat, 10 + random.below(5))
            let isRefused = false
            for (let tries = 0; tries < 3; tries++) isRefused ||= !(await sync(seat))
            await team.endpoint.order({ order: 'pages', more: null })
            if (!isRefused) tally.wrong.push('the disk was never full')
            await settle(team)
            checkTeam(team, tally)
          })
      }
    })
  },
}

/** Long notes until one is not taken; the codes of what was said then. */
async function fill(team: Team, seat: Seat, most: number): Promise<string[]> {
  for (let n = 0; n < most; n++)
    try {
      const text = `note ${team.given + 1} ${longText}`
      const customerId = seat.customers[0] ?? ''
      await give(team, seat, { name: 'note.add', customerId }, { customerId, caseId: null, text })
    } catch (fault) {
      if (!(fault instanceof Faulted)) throw fault
      return [fault.code ?? fault.message]
    }
  return []
}

async function faultsOf(seat: Seat): Promise<string[]> {
  try {
    await sync(seat)
    return []
  } catch (fault) {
    if (!(fault instanceof Faulted)) throw fault
    return [fault.code ?? fault.message]
  }
}
