import { expect, test } from 'vitest'
import { isDayOff } from '../../../src/core/calendar/days-off.ts'
import { clocksAt, offHold, onHold, reprioritised } from '../../../src/core/case/hold.ts'
import type { Case, Clock } from '../../../src/core/case/schema.ts'
import type { Priority } from '../../../src/core/case/kinds.ts'
import { dateAt, momentAt } from '../../../src/core/civil-date.ts'
import { claimClocks } from '../../../src/core/claim/clocks.ts'
import { lifeAtStart } from '../../../src/core/claim/states.ts'
import { installFlow } from '../../../src/core/escalation/commands.ts'
import { promiseClock } from '../../../src/core/promise/clock.ts'
import { clockStanding } from '../../../src/core/queue/warning.ts'
import { addShifts } from '../../../src/core/roster/commands.ts'
import { at, Desk } from '../escalation/desk.ts'
import { item } from '../queue/items.ts'

/*
 * Every kind of clock against due times that were counted by hand on the State Council’s calendars: Spring Festival 2024 (02-10 to
 * 02-17, made up on the Sundays 02-04 and 02-18), 2025 (01-28 to 02-04, made up on Sunday 01-26 and Saturday 02-08) and 2026 (02-15
 * to 02-23, made up on the Saturdays 02-14 and 02-28); National Day 2026 (10-01 to 10-07, made up on Sunday 09-20 and Saturday 10-10).
 */

const moment = (text: string) => at(text.slice(0, 10), text.slice(11))
const words = (text: string) => ({ en: text, 'zh-Hans': text, 'zh-Hant': text })

/** When the one step of a flow is due that somebody begins at that moment. */
async function dueOfStep(desk: Desk, begins: string, due: object, owner = 'expert'): Promise<string> {
  const code = `T${++flows}`
  const step = { id: 'only', name: words('step'), todo: words('todo'), owner, due }
  const file = { code, version: 1, name: words('flow'), summary: words('flow'), startsFrom: ['customer'] }
  const rest = { case: { kind: 'complaint' }, fields: [], steps: [step], closing: { requires: [] } }
  expect(await desk.give('qian', installFlow, { definition: { ...file, ...rest } })).toMatchObject({ ok: true })
  desk.now = moment(begins)
  const run = desk.run(await desk.start('lin', `${code}@1`))
  return momentAt(run.steps[0]?.dueAt ?? 0)
}
let flows = 0

const law = '银行业保险业消费投诉处理管理办法'

test.each([
  ['calendar hours, over a Saturday', '2026-03-06 17:00', { hours: 24 }, '2026-03-07 17:00'],
  ['minutes, on the eve of a holiday', '2026-09-30 23:50', { minutes: 15 }, '2026-10-01 00:05'],
  ['days of law, ending within National Day', '2026-09-20 10:00', { days: 15, law }, '2026-10-05 23:59'],
  ['days of our own, over Spring Festival', '2026-02-13 10:00', { days: 3 }, '2026-02-16 23:59'],
  ['working hours, over a weekend', '2026-03-06 16:30', { workingHours: 3 }, '2026-03-09 10:30'],
  ['working hours, over National Day', '2026-09-30 16:00', { workingHours: 4 }, '2026-10-08 11:00'],
  ['working hours, into a made-up Sunday of National Day', '2026-09-18 15:00', { workingHours: 8 }, '2026-09-20 14:00'],
  ['working hours, to the end of a made-up Sunday', '2025-01-24 17:00', { workingHours: 10 }, '2025-01-26 18:00'],
  ['working hours, past a made-up Sunday', '2025-01-24 17:00', { workingHours: 11 }, '2025-01-27 10:00'],
  ['working hours, begun on a made-up Sunday', '2024-02-04 08:00', { workingHours: 2 }, '2024-02-04 11:00'],
  ['working days, to the made-up Sunday after', '2024-02-09 10:00', { workingDays: 1 }, '2024-02-18 18:00'],
  ['working days, over Spring Festival', '2026-02-13 10:00', { workingDays: 2 }, '2026-02-24 18:00'],
  ['working days, begun in the evening', '2026-03-06 19:00', { workingDays: 0 }, '2026-03-09 18:00'],
])('a step in %s: %s %o is due %s', async (_, begins, due, expected) => {
  expect(await dueOfStep(await Desk.open(), begins, due)).toBe(expected)
})

/** The expert works on Monday afternoon, through the night after Wednesday, and on Sunday; two butlers share the Monday. */
async function rostered(): Promise<Desk> {
  const desk = await Desk.open()
  for (const [staff, on, from, until] of [
    ['zhao', '2026-03-02', '13:00', '21:00'],
    ['zhao', '2026-03-04', '22:00', '06:00'],
    ['zhao', '2026-03-08', '10:00', '14:00'],
    ['zhao', '2026-10-02', '09:00', '12:00'],
    ['lin', '2026-03-02', '09:00', '12:00'],
    ['lin', '2026-03-02', '14:00', '17:00'],
  ])
    expect(await desk.give('qian', addShifts, { staff, on, from, until })).toMatchObject({ ok: true })
  return desk
}

test.each([
  ['from the next shift on', '2026-03-02 09:00', { workingHours: 4 }, '2026-03-02 17:00'],
  ['over a day without a shift', '2026-03-02 13:00', { workingHours: 9 }, '2026-03-04 23:00'],
  ['past midnight', '2026-03-02 13:00', { workingHours: 12 }, '2026-03-05 02:00'],
  ['on a Sunday that is worked', '2026-03-02 13:00', { workingHours: 20 }, '2026-03-08 14:00'],
  ['into a week that is not planned', '2026-03-02 13:00', { workingHours: 21 }, '2026-03-09 10:00'],
  ['on a public holiday that is worked', '2026-09-28 09:00', { workingHours: 2 }, '2026-10-02 11:00'],
  [
    'from the hours of before, before the first planned week',
    '2026-02-27 17:00',
    { workingHours: 2 },
    '2026-02-28 10:00',
  ],
  ['the same working day', '2026-03-02 09:00', { workingDays: 0 }, '2026-03-02 21:00'],
  ['one working day on, to midnight', '2026-03-02 09:00', { workingDays: 1 }, '2026-03-05 00:00'],
  ['two working days on', '2026-03-02 09:00', { workingDays: 2 }, '2026-03-08 14:00'],
  ['not at all: calendar hours', '2026-03-02 09:00', { hours: 4 }, '2026-03-02 13:00'],
  ['not at all: law', '2026-03-02 09:00', { workingDays: 1, law }, '2026-03-03 18:00'],
])('a step by the roster, %s: %s %o is due %s', async (_, begins, due, expected) => {
  expect(await dueOfStep(await rostered(), begins, due)).toBe(expected)
})

test('only the owner’s role counts, and the hours of all who work it', async () => {
  const desk = await rostered()
  expect(await dueOfStep(desk, '2026-03-02 09:00', { workingHours: 5 }, 'butler')).toBe('2026-03-02 16:00')
  expect(await dueOfStep(desk, '2026-03-02 09:00', { workingHours: 5 }, 'inspector')).toBe('2026-03-02 14:00')
})

type Event = { at: string } & ({ hold: string } | { reply: true } | { priority: Priority })

/** When a clock of eight hours, begun on Friday 2026-03-20 at 10:00, is due after all that, read at the end of it or at `read`. */
function dueOfClock(
  kind: Clock['kind'],
  code: Clock['code'],
  events: readonly Event[],
  read?: string,
): [string, string] {
  const startsAt = moment('2026-03-20 10:00')
  const clock: Clock = { code, kind, startsAt, dueAt: startsAt + 8 * 3_600_000, metAt: null }
  let one: Case = item('q', { clocks: [clock] })
  for (const event of events) {
    const now = moment(event.at)
    if ('hold' in event) one = onHold(one, { reason: '等材料', waitingOn: 'customer', wakeAt: moment(event.hold) }, now)
    else if ('reply' in event) one = offHold(one, now)
    else one = reprioritised(one, event.priority, now)
  }
  const now = moment(read ?? events.at(-1)?.at ?? '2026-03-20 10:00')
  const [found = clock] = clocksAt(one, now)
  return [momentAt(found.dueAt), clockStanding(found, now) === 'breached' ? 'over' : 'runs']
}

const aside: Event[] = [
  { at: '2026-03-20 10:30', hold: '2026-03-20 18:00' },
  { at: '2026-03-20 11:30', reply: true },
]
const to = (priority: Priority, time: string): Event => ({ at: `2026-03-20 ${time}`, priority })

test.each<[string, Event[], string, string]>([
  ['left alone', [], '2026-03-20 18:00', 'runs'],
  ['put aside for an hour', aside, '2026-03-20 19:00', 'runs'],
  ['put aside over the weekend', [{ at: '2026-03-20 16:00', hold: '2026-03-23 09:00' }], '2026-03-23 11:00', 'runs'],
  ['raised to high after one hour: three of four are left', [to('high', '11:00')], '2026-03-20 14:00', 'runs'],
  ['raised to urgent after one hour: one of two is left', [to('urgent', '11:00')], '2026-03-20 12:00', 'runs'],
  ['raised to urgent after three hours: used up', [to('urgent', '13:00')], '2026-03-20 12:00', 'over'],
  ['lowered after one hour: fifteen of sixteen are left', [to('low', '11:00')], '2026-03-21 02:00', 'runs'],
  ['raised and put back', [to('high', '11:00'), to('normal', '13:00')], '2026-03-20 18:00', 'runs'],
  ['raised by two and by one', [to('urgent', '10:30'), to('high', '11:00')], '2026-03-20 14:00', 'runs'],
  ['put aside for an hour, then raised', [...aside, to('high', '12:00')], '2026-03-20 15:00', 'runs'],
  ['raised, then put aside for an hour', [to('high', '10:15'), ...aside], '2026-03-20 15:00', 'runs'],
  ['raised when it was over: as late as it was', [to('urgent', '19:00')], '2026-03-20 18:00', 'over'],
  ['lowered when it was over: no second chance', [to('low', '19:00')], '2026-03-20 18:00', 'over'],
  ['raised, over, lowered: no second chance', [to('high', '11:00'), to('low', '15:00')], '2026-03-20 14:00', 'over'],
])('a service level of eight hours, %s: due %s', (_, events, due, standing) => {
  const last = events.at(-1)
  const read = last && 'hold' in last ? last.hold : undefined
  expect(dueOfClock('serviceLevel', 'firstReply', events, read)).toEqual([due, standing])
})

test.each<[Clock['kind'], Clock['code'], Event[], string]>([
  ['statutory', 'complaintReply', [...aside, to('urgent', '12:00')], '2026-03-20 18:00'],
  ['promised', 'callBack', [...aside, to('low', '12:00')], '2026-03-20 18:00'],
  // The time of a step is its flow's; it stands still for the customer all the same.
  ['serviceLevel', 'step', [...aside, to('urgent', '12:00')], '2026-03-20 19:00'],
])('a clock that is %s (%s) does not follow the priority', (kind, code, events, due) => {
  expect(dueOfClock(kind, code, events)[0]).toBe(due)
})

test('a promise is due when it was promised for, over whatever weekend', () => {
  const made = moment('2026-09-30 17:00')
  const promise = { state: 'open', dueAt: moment('2026-10-03 12:00'), steps: [] as never[] } as const
  const steps = [{ is: 'made' as const, words: '回电', by: 'lin', at: made, dueAt: promise.dueAt }]
  expect(promiseClock({ ...promise, steps })).toMatchObject({ kind: 'promised', startsAt: made, dueAt: promise.dueAt })
})

test.each([
  ['within National Day', 'decideBy', '2026-10-03', '2026-10-08'],
  ['within Spring Festival', 'decideBy', '2025-01-29', '2025-02-05'],
  ['on a Saturday', 'decideBy', '2026-03-07', '2026-03-09'],
  ['on a made-up Sunday', 'decideBy', '2026-09-20', '2026-09-20'],
  ['on a made-up Sunday of Spring Festival', 'decideBy', '2024-02-18', '2024-02-18'],
])('the insurer’s last day %s: %s %s is %s', (_, deadline, raw, due) => {
  const claim = { ...lifeAtStart, state: 'submitted' as const, submittedOn: '2024-01-01' }
  const record = { claim, deadlines: { [deadline]: raw }, documents: [], roundSentOn: null }
  const decide = claimClocks(record, dateAt(moment('2024-01-02 09:00')), isDayOff).find(({ code }) => code === 'decide')
  expect(decide).toMatchObject({ rawOn: raw, dueOn: due, kind: 'statutory' })
})
