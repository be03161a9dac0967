import { checkTeam } from './checks.ts'
import { faultProxy, networkFaults } from './fault-proxy.ts'
import { randomFor, round, type Scenario, wants, withTeam } from './scenario.ts'
import { goBy, settle } from './team.ts'
import { reassign, work } from './work.ts'

/** The desk does not wait half a minute for an answer that never comes. */
const patienceMs = 800

export const badNetwork: Scenario = {
  name: 'network',
  async run(stage) {
    const faults = networkFaults.filter((fault) => wants(stage, `network ${fault}`))
    if (faults.length === 0) return
    const times = stage.length === 'short' ? 1 : Math.max(3, Math.floor(stage.rounds / 40))
    const knobs = { desk: { patienceMs }, endpoint: {} }
    const seats = stage.length === 'short' ? ['b1', 's1'] : ['b1', 'b1', 'b2', 's1']
    await withTeam(stage, 'network', { knobs, seats }, async (team) => {
      await using proxy = await faultProxy(() => team.endpoint.url, randomFor(stage, 'network'))
      await goBy(team, proxy.url)
      for (let time = 0; time < times; time++)
        for (const fault of faults)
          await round(stage, `network ${fault}`, async (tally) => {
            const random = randomFor(stage, fault, time)
            proxy.set(fault)
            const before = proxy.met(fault)
            for (let tries = 0; tries < 4 && proxy.met(fault) === before; tries++) {
              const supervisor = team.seats.at(-1)
              const moved = supervisor && random.isOnce(2) ? reassign(team, supervisor) : null
              await Promise.all([moved, ...team.seats.map((seat) => work(team, seat, random))])
            }
            proxy.set(null)
            if (proxy.met(fault) === before) tally.wrong.push('no request met it')
            await settle(team)
            checkTeam(team, tally)
          })
    })
  },
}
