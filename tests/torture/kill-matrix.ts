import { anyMoment, type Kill, killRound } from './kill-round.ts'
import { type Point, points } from './points.ts'
import { startReader } from './reader.ts'
import { lineOf, randomFor, round, type Scenario, type Stage, wants, withTeam } from './scenario.ts'

/** A new team after so many rounds, so that its tables stay small and enrolling is tried again. */
const roundsOfTeam = 60
/** Teams at work side by side. */
const teamsAtOnce = 2
const supervisorsSeat = 3

const outside: Point[] = (['desk', 'endpoint'] as const).map((of) => {
  return { label: anyMoment, of, by: 'work', file: '', find: '', put: 'before' }
})

export const killMatrix: Scenario = {
  name: 'kill',
  async run(stage) {
    const kills = killsOf(stage)
    const parts = Array.from({ length: teamsAtOnce }, (_, part) => kills.filter((__, at) => at % teamsAtOnce === part))
    const ended = await Promise.allSettled(parts.map((mine, part) => play(stage, mine, part)))
    for (const one of ended) if (one.status === 'rejected') throw one.reason
  },
}

export const labelOf = ({ of, label }: Point) => `kill ${of} ${label}`

/** Every point at its first and second coming, each by a desk of its own choosing; then at random for as many as are wanted. */
function killsOf(stage: Stage): Kill[] {
  const random = randomFor(stage, 'kills')
  const wanted = [...points, ...outside].filter((point) => wants(stage, labelOf(point)))
  // Supervisors decide at once; customers leave butlers.
  const seatOf = ({ by }: Point) =>
    by === 'decide' ? supervisorsSeat : random.below(by === 'wipe' ? supervisorsSeat : supervisorsSeat + 1)
  const kill = (point: Point, hit: number): Kill => ({ point, hit, seat: seatOf(point) })
  const kills = [1, 2].flatMap((hit) => wanted.map((point) => kill(point, hit)))
  // Too few rounds for all: some of every kind.
  if (kills.length > stage.rounds)
    return Array.from(
      { length: stage.rounds },
      (_, at) => kills[Math.floor((at * kills.length) / stage.rounds)] as Kill,
    )
  while (wanted.length > 0 && kills.length < stage.rounds) kills.push(kill(random.pick(wanted), 1 + random.below(3)))
  return kills
}

async function play(stage: Stage, kills: readonly Kill[], part: number): Promise<void> {
  for (let from = 0; from < kills.length; from += roundsOfTeam)
    await withTeam(stage, `kill-${part}-${from}`, {}, async (team) => {
      await using reader = startReader(team)
      for (const [index, kill] of kills.slice(from, from + roundsOfTeam).entries())
        await round(stage, labelOf(kill.point), async (tally) => {
          const random = randomFor(stage, labelOf(kill.point), from + index)
          const isReached = await killRound(team, kill, random, tally)
          // The third time round may not come; the first two have to.
          if (!isReached && kill.hit <= 2) tally.wrong.push(`nobody came to the point a ${kill.hit}. time`)
          tally.wrong.push(...reader.seen())
        })
      lineOf(stage, 'a reader beside every pull').rounds += await reader.looks()
    })
}
