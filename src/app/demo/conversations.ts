import { type CivilDate, startOfDate } from '../../core/civil-date.ts'
import type { ImportRow } from '../../core/import/schema.ts'
import type { Client } from './casting.ts'
import { type Dialogue, type Said, say } from './dialogue.ts'
import { englishDialogues, hantDialogues } from './dialogues-far.ts'
import { medicalDialogues } from './dialogues-medical.ts'
import { otherDialogues } from './dialogues-other.ts'
import type { Person } from './people.ts'
import type { Random } from './random.ts'
import { slotsOf } from './slots.ts'
import { dayMs, hourMs } from './standing.ts'

const minuteMs = 60_000

/** One conversation, said at its times; it gets its id once all of them stand in the order of time. */
export type Talk = { client: Client; channel: ImportRow<'conversations'>['channel']; said: (Said & { at: number })[] }

const hansClosings = [
  '不客气，有事随时找我。',
  '应该的，祝您和家人都平安。',
  '好的，我在的，随时叫我。',
  '好的，需要的时候叫我一声就行。',
]
const hantClosings = ['不客氣，有事隨時找我。', '應該的，祝您一家平安。', '好的，有需要再同我講。']
const englishClosings = ['You are welcome. I am here whenever you need me.', 'Any time. Take care.']

const hansDialogues = [...medicalDialogues, ...otherDialogues]

/** An answered conversation of the year before `now`, about something that concerns this customer. */
export function answeredTalk(random: Random, client: Client, today: CivilDate, now: number): Talk {
  const { person, policies } = client
  const dialogues = person.writesEnglish ? englishDialogues : person.script === 'hant' ? hantDialogues : hansDialogues
  const fitting = dialogues.filter(
    ({ about, needs }) =>
      (!about || policies.some((policy) => policy.productCode === about && policy.state !== 'lapsed')) &&
      (!needs || hasAtHome(person, needs)),
  )
  const dialogue: Dialogue = random.pick(fitting)
  const said = say(ended(random, dialogue.lines, person), slotsOf(random, person))
  const earliest = Math.max(now - 365 * dayMs, startOfDate(client.since))
  const latest = now - 8 * hourMs
  // More of them lately, as a book grows; at an hour when people write.
  const share = 1 - random.next() ** 1.5
  const day = Math.floor((earliest + (latest - earliest) * share - startOfDate(today)) / dayMs)
  const written = startOfDate(today) + day * dayMs + random.int(8 * 60, 21 * 60 + 59) * minuteMs
  const start = written < earliest || written > latest ? Math.round(earliest + (latest - earliest) * share) : written
  return { client, channel: channelOf(random), said: timed(random, said, start) }
}

/** A conversation whose last words are the customer's, the first of these `waitMinutes` before `now`. */
export function unansweredTalk(
  random: Random,
  client: Client,
  lines: readonly string[],
  waitMinutes: number,
  now: number,
): Talk {
  const said = say(lines, slotsOf(random, client.person))
  const firstUnanswered = said.findLastIndex(({ direction }) => direction === 'out') + 1
  const waitingSince = now - waitMinutes * minuteMs
  // A chaser comes within the first half of the wait, so never in the future.
  const chaserMs = Math.floor((waitMinutes * minuteMs * random.int(10, 45)) / 100 / said.length)
  const atOf = (index: number) =>
    index < firstUnanswered
      ? waitingSince - (firstUnanswered - index) * 14 * minuteMs
      : waitingSince + (index - firstUnanswered) * chaserMs
  return { client, channel: 'wechat', said: said.map((one, index) => ({ ...one, at: atOf(index) })) }
}

/** The butler has the last word: the customer's thanks are answered, or were never written. */
function ended(random: Random, lines: readonly string[], person: Person): readonly string[] {
  if (!lines.at(-1)?.startsWith('> ')) return lines
  if (random.chance(0.55)) return lines.slice(0, -1)
  const closings = person.writesEnglish ? englishClosings : person.script === 'hant' ? hantClosings : hansClosings
  return [...lines, `< ${random.pick(closings)}`]
}

function hasAtHome(person: Person, needs: NonNullable<Dialogue['needs']>): boolean {
  if (needs === 'child') return person.schoolChild !== null
  return person.household.some((member) => member.relation === needs)
}

function timed(random: Random, said: readonly Said[], start: number): Talk['said'] {
  let at = start
  return said.map((one, index) => {
    if (index > 0) at += random.int(one.direction === 'out' ? 2 : 1, one.direction === 'out' ? 75 : 40) * minuteMs
    return { ...one, at }
  })
}

function channelOf(random: Random): Talk['channel'] {
  return random.weighted([
    ['wechat', 84],
    ['app', 10],
    ['phone', 6],
  ])
}
