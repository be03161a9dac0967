import { checkTeam } from './checks.ts'
import { randomFor, round, type Scenario, wants, withTeam } from './scenario.ts'
import { settle, type Team } from './team.ts'
import { work } from './work.ts'

const dayMs = 86_400_000
const jumps = [
  ['desk', 1],
  ['desk', -1],
  ['endpoint', 1],
  ['endpoint', -1],
] as const

export const clockJumps: Scenario = {
  name: 'clock',
  async run(stage) {
    const label = (of: string, days: number) => `clock ${of} ${days > 0 ? 'a day on' : 'a day back'}`
    const some = stage.length === 'short' ? jumps.slice(1, 3) : jumps
    const mine = some.filter(([of, days]) => wants(stage, label(of, days)))
    if (mine.length === 0) return
    const seats = stage.length === 'short' ? ['b1', 's1'] : ['b1', 'b1', 'b2', 's1']
    await withTeam(stage, 'clock', { seats }, async (team) => {
      const times = stage.length === 'short' ? 1 : 5
      for (let time = 0; time < times; time++)
        for (const [of, days] of mine)
          await round(stage, label(of, days), async (tally) => {
            const random = randomFor(stage, label(of, days), time)
            await turn(team, of, days * dayMs)
            await Promise.all(team.seats.map((seat) => work(team, seat, random)))
            await settle(team)
            checkTeam(team, tally)
            await turn(team, of, 0)
            await Promise.all(team.seats.map((seat) => work(team, seat, random)))
            await settle(team)
            checkTeam(team, tally)
          })
    })
  },
}

async function turn(team: Team, of: 'desk' | 'endpoint', clockMs: number): Promise<void> {
  team.knobs[of] = { ...team.knobs[of], clockMs }
  const running = of === 'endpoint' ? [team.endpoint] : team.seats.map(({ desk }) => desk)
  for (const one of running) await one.order({ order: 'knobs', knobs: { clockMs } })
}
