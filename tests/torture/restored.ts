import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { node } from '../terminal.ts'
import { checkTeam, open } from './checks.ts'
import { randomFor, round, type Scenario, wants, withTeam } from './scenario.ts'
import { revive, reviveEndpoint, type Seat, settle, type Team } from './team.ts'
import { reassign, work } from './work.ts'

const run = promisify(execFile)

export const restored: Scenario = {
  name: 'restored',
  async run(stage) {
    const isShort = stage.length === 'short'
    const labels = isShort ? ['restored'] : ['restored', 'restored, a desk killed meanwhile']
    const times = isShort ? 1 : 5
    for (const label of labels.filter((one) => wants(stage, one)))
      await withTeam(stage, label, {}, async (team) => {
        for (let time = 0; time < times; time++)
          await round(stage, label, async (tally) => {
            const random = randomFor(stage, label, time)
            const everybody = async () => {
              const moved = reassign(team, team.seats.at(-1) as Seat)
              await Promise.all([moved, ...team.seats.map((seat) => work(team, seat, random))])
            }
            await everybody()
            const backup = join(team.folder, `backup-${time}`)
            await backUp(team, backup)
            await everybody()
            await everybody()
            await settle(team)
            checkTeam(team, tally)
            await putBack(team, backup)
            if (label !== 'restored') {
              const [victim] = team.seats as [Seat]
              setTimeout(() => void victim.desk.kill(), random.below(60))
              await work(team, victim, random)
              await victim.desk.ended
            }
            await settleAll(team)
            checkTeam(team, tally)
          })
      })
  },
}

/** As its operator does it, while others work. */
function backUp({ programs, authority }: Team, file: string): Promise<unknown> {
  return run(node, [programs.main, '--home', authority, 'backup', file, '--force'])
}

/** The authority as it was then, in a new epoch, at the same address. */
async function putBack(team: Team, backup: string): Promise<void> {
  await team.endpoint.kill()
  await run(node, [team.programs.main, '--home', team.authority, 'restore', backup, '--replace'])
  await reviveEndpoint(team)
}

/** What waits for what others did is told again when they have told theirs; what nobody tells any more, after some minutes. */
async function settleAll(team: Team): Promise<void> {
  await revive(team)
  for (let tries = 0; tries < 8; tries++) {
    await settle(team)
    if (team.seats.every((seat) => waitingAt(seat) === 0)) return
    if (tries !== 4) continue
    const clockMs = (team.knobs.endpoint.clockMs ?? 0) + 11 * 60_000
    team.knobs.endpoint = { ...team.knobs.endpoint, clockMs }
    await team.endpoint.order({ order: 'knobs', knobs: { clockMs } })
  }
}

function waitingAt(seat: Seat): number {
  const db = open(seat.folder)
  const sql = `select (select count(*) from outbox where state = 'waiting') + (select count(*) from askedAtOnce where outcome is null and decidedVer is not null)`
  const waiting = Number(db.prepare(sql).pluck().get())
  db.close()
  return waiting
}
