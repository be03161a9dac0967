import { describe, expect, test } from 'vitest'
import { isDayOff } from '../../../src/core/calendar/days-off.ts'
import { rollForward } from '../../../src/core/civil-date.ts'
import { type ClockRecord, claimClocks, daysLeft, isStalled } from '../../../src/core/claim/clocks.ts'
import { lifeAtStart } from '../../../src/core/claim/states.ts'

function clocksOn(today: string, over: Partial<ClockRecord['claim']>, rest: Partial<ClockRecord> = {}) {
  const claim = { ...lifeAtStart, state: 'submitted' as const, ...over }
  const record = { claim, deadlines: {}, documents: [], roundSentOn: null, ...rest }
  const clocks = claimClocks(record, today, isDayOff)
  return Object.fromEntries(clocks.map((clock) => [clock.code, clock]))
}

describe('days off (2026)', () => {
  test.each([
    ['2026-10-01', true, 'National Day'],
    ['2026-10-10', false, 'a Saturday that is worked'],
    ['2026-10-11', true, 'a Sunday'],
    ['2026-02-14', false, 'a Saturday worked before Spring Festival'],
    ['2026-02-17', true, 'Spring Festival'],
    ['2026-03-02', false, 'a Monday'],
    ['2031-07-05', true, 'a Saturday of a year that is not announced'],
    ['2031-07-07', false, 'a Monday of a year that is not announced'],
  ])('%s is off: %s (%s)', (date, isOff) => expect(isDayOff(date)).toBe(isOff))

  test('a last day on a day off moves to the next working day (民法典 203)', () => {
    expect(rollForward('2026-10-01', isDayOff)).toBe('2026-10-08')
    expect(rollForward('2026-02-28', isDayOff)).toBe('2026-02-28')
    expect(rollForward('2026-03-01', isDayOff)).toBe('2026-03-02')
  })
})

describe('the insurer’s clocks', () => {
  test('decision: counted from the day of filing, rolled, met by the decision', () => {
    const deadlines = { decideBy: '2026-10-03' }
    const submitted = { submittedOn: '2026-09-03' }
    expect(clocksOn('2026-10-05', submitted, { deadlines }).decide).toMatchObject({
      ...{ rawOn: '2026-10-03', dueOn: '2026-10-08', state: 'running', owner: 'insurer', kind: 'statutory' },
    })
    expect(clocksOn('2026-10-09', submitted, { deadlines }).decide).toMatchObject({ state: 'breached' })
    const decided = { ...submitted, decidedOn: '2026-09-20' }
    expect(clocksOn('2026-10-09', decided, { deadlines }).decide).toMatchObject({ state: 'met', metOn: '2026-09-20' })
  })

  test('decision: stands still while the customer gets what the notice asked for', () => {
    const clock = clocksOn(
      '2026-09-20',
      { submittedOn: '2026-09-03' },
      { deadlines: { decidePausedOn: '2026-09-10' } },
    ).decide
    expect(clock).toMatchObject({ state: 'paused', pausedOn: '2026-09-10', dueOn: null })
    expect(daysLeft(clock!, '2026-09-20')).toBeNull()
  })

  test('refusal notice three days after the decision, payment ten after the agreement, an advance after sixty', () => {
    const deadlines = { refusalNoticeBy: '2026-09-08', payBy: '2026-09-15', advanceBy: '2026-11-02' }
    const life = { submittedOn: '2026-09-03', decidedOn: '2026-09-05', agreedOn: '2026-09-05' }
    const clocks = clocksOn('2026-09-07', life, { deadlines })
    expect(clocks.refusalNotice).toBeUndefined()
    const refused = { ...life, agreedOn: null, state: 'refused' as const, refusedOn: '2026-09-09' }
    const notice = clocksOn('2026-09-10', refused, { deadlines }).refusalNotice
    expect(notice).toMatchObject({ startsOn: '2026-09-05', dueOn: '2026-09-08', metOn: '2026-09-09', law: '保险法24' })
    expect(daysLeft(clocks.pay!, '2026-09-07')).toBe(8)
    expect(clocks.advance).toMatchObject({ state: 'met', metOn: '2026-09-05' })
  })

  test('an advance does not meet what was agreed on afterwards', () => {
    const deadlines = { payBy: '2026-09-15' }
    const agreed = { submittedOn: '2026-08-01', agreedOn: '2026-09-05', paidOn: '2026-08-20', paidFen: 100 }
    expect(clocksOn('2026-09-20', agreed, { deadlines }).pay).toMatchObject({ state: 'breached' })
    expect(clocksOn('2026-09-20', { ...agreed, state: 'paid', paidOn: '2026-09-10' }, { deadlines }).pay).toMatchObject(
      {
        ...{ state: 'met', metOn: '2026-09-10' },
      },
    )
  })

  test('motor insurance has its own two', () => {
    const deadlines = { documentListBy: '2026-07-04', decideBy: '2026-07-13' }
    const clocks = clocksOn('2026-07-05', { submittedOn: '2026-07-03' }, { deadlines })
    // 2026-07-04 is a Saturday.
    expect(clocks.documentList).toMatchObject({ rawOn: '2026-07-04', dueOn: '2026-07-06', law: '交强险条例27' })
    expect(clocks.decide).toMatchObject({ dueOn: '2026-07-13', law: '交强险条例28' })
  })
})

describe('stalled', () => {
  test('ten days without a word, counted from the last one', () => {
    const silent = { submittedOn: '2026-09-01' }
    const of = (today: string, over = {}) => Object.values(clocksOn(today, { ...silent, ...over }))
    expect(isStalled(of('2026-09-11'))).toBe(false)
    expect(isStalled(of('2026-09-12'))).toBe(true)
    const heard = { insurer: { status: 'reviewing' as const, on: '2026-09-10', note: '' } }
    expect(isStalled(of('2026-09-12', heard))).toBe(false)
    expect(isStalled(of('2026-09-21', heard))).toBe(true)
    expect(isStalled(of('2026-09-21', { ...heard, state: 'paid' }))).toBe(false)
    const asks = [{ noticeOn: '2026-09-05', suppliedOn: null, documents: '病历' }]
    expect(isStalled(of('2026-09-21', { asks }))).toBe(false)
  })

  test('documents that do not come, and a dispute that is not answered, have a day too', () => {
    const askedAt = Date.UTC(2026, 8, 1, 4)
    const documents = [{ state: 'asked' as const, askedAt, changedAt: askedAt }]
    expect(clocksOn('2026-09-09', { state: 'judged' }, { documents }).documentsIn).toMatchObject({
      dueOn: '2026-09-08',
      state: 'breached',
    })
    const round = clocksOn('2026-09-09', { state: 'disputed' }, { roundSentOn: '2026-09-01' }).roundAnswer
    expect(round).toMatchObject({ dueOn: '2026-09-11', state: 'running' })
  })
})

test('limitation is a day to know of, never a reason to refuse; a closed claim keeps only the law’s clocks', () => {
  const deadlines = { limitationOn: '2026-03-07' }
  const documents = [{ state: 'asked' as const, askedAt: 0, changedAt: 0 }]
  const clocks = clocksOn('2026-09-01', { state: 'closed' }, { deadlines, documents })
  expect(Object.keys(clocks)).toEqual(['limitation'])
  expect(clocks.limitation).toMatchObject({
    rawOn: '2026-03-07',
    dueOn: '2026-03-09',
    state: 'breached',
    owner: 'customer',
  })
})
