import { checkTeam } from './checks.ts'
import { round, type Scenario, wants, withTeam } from './scenario.ts'
import { addNote, reviveEndpoint, settle, sync } from './team.ts'

export const herd: Scenario = {
  name: 'herd',
  async run(stage) {
    const many = stage.length === 'short' ? 6 : 50
    const label = `herd of ${many} desks coming back at once`
    if (!wants(stage, label)) return
    const seats = Array.from({ length: many }, (_, at) => (at % 10 === 9 ? 's1' : at % 2 === 0 ? 'b1' : 'b2'))
    await withTeam(stage, 'herd', { seats }, async (team) => {
      for (let time = 0; time < (stage.length === 'short' ? 1 : 3); time++)
        await round(stage, label, async (tally) => {
          await team.endpoint.kill()
          for (let n = 0; n < 3; n++)
            await Promise.all(team.seats.map((seat) => addNote(team, seat, seat.customers[0] ?? '')))
          const away = await Promise.all(team.seats.map(sync))
          if (away.some(Boolean)) tally.wrong.push('somebody synced with nobody')
          await reviveEndpoint(team)
          await settle(team)
          checkTeam(team, tally)
        })
    })
  },
}
