import type { ClaimDesk } from '../app/claim-desk.ts'
import { claimLabels } from '../app/language/claim-labels.ts'
import { labels } from '../app/language/labels.ts'
import { momentText } from '../app/language/reasons.ts'
import { w } from '../core/language.ts'
import { staffNames } from './customers.ts'
import { answerRefusal } from './give.ts'
import { printHeading, printRows } from './print.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, verbsIn } from './verb.ts'

export function declareTimeline(claim: Command, cli: Cli): void {
  const { reads } = verbsIn(claim, cli)
  reads('timeline <claim>', 'the steps of its life, and its clocks', '理赔经过与时限', '理賠經過與時限').action(
    cli.verb(show),
  )
}

function show(session: Session, claimId: string): Promise<number> {
  return session.withHome(async (home) => {
    const { claimDesk } = await import('../app/claim-desk.ts')
    const { stepText } = await import('../app/language/claim-steps.ts')
    const { daysLeft } = await import('../core/claim/clocks.ts')
    const desk = await claimDesk(home, claimId)
    if ('ok' in desk) return answerRefusal(session, desk, home)
    const { claim, asOf, customer } = desk
    await home.noteLooks([customer], 'claimShow')
    const nameOf = await staffNames(home)
    // The day has a column of its own here.
    const wordsOf = (step: (typeof desk.steps)[number]) => stepText({ ...step, on: null }, session.language)
    const steps = desk.steps.map((step) => ({ step, byName: nameOf(step.by), words: wordsOf(step) }))
    const clocks = desk.clocks.map((clock) => ({ ...clock, daysLeft: daysLeft(clock, asOf), isLate: isLate(clock) }))
    if (session.isJson) {
      const told = steps.map(({ step, byName, words }) => {
        const { id, kind, by, at, on, data } = step
        return { id, kind, name: session.word(claimLabels.step[kind]), by, byName, at, on, words, data }
      })
      const named = clocks.map((clock) => ({ ...clock, name: session.word(claimLabels.clock[clock.code]) }))
      session.print(JSON.stringify({ claimId, state: claim.state, asOf, steps: told, clocks: named }))
      return 0
    }
    printHeading(session, w('Steps', '经过', '經過'))
    printRows(session, steps, [
      { title: w('When', '时间', '時間'), text: ({ step }) => momentText(step.at) },
      { title: w('Who', '经办', '經辦'), text: ({ byName }) => byName },
      { title: w('What', '事情', '事情'), text: ({ step }) => session.word(claimLabels.step[step.kind]) },
      { title: w('On', '日期', '日期'), text: ({ step }) => step.on ?? '' },
      { title: w('Words', '内容', '內容'), text: ({ words }) => words, isFlexible: true },
    ])
    printHeading(session, w('Clocks', '时限', '時限'))
    printClocks(session, clocks)
    return 0
  })
}

type Clock = ClaimDesk['clocks'][number] & { daysLeft: number | null; isLate: boolean }

/** Whether what had to be done by the last day was done after it: that it is done at all does not mend it. */
function isLate({ state, metOn, dueOn }: ClaimDesk['clocks'][number]): boolean {
  return state === 'breached' || (metOn !== null && dueOn !== null && metOn > dueOn)
}

function printClocks(session: Session, clocks: readonly Clock[]): void {
  printRows(session, clocks, [
    { title: w('Clock', '时限', '時限'), text: ({ code }) => session.word(claimLabels.clock[code]) },
    { title: w('Whose', '责任方', '責任方'), text: ({ owner }) => session.word(claimLabels.clockOwner[owner]) },
    { title: w('Kind', '类别', '類別'), text: ({ kind }) => session.word(labels.clockKind[kind]) },
    { title: w('Law', '依据', '依據'), text: ({ law }) => law ?? '' },
    { title: w('Last day', '最后日', '最後日'), text: lastDay },
    { title: w('State', '状态', '狀態'), text: (clock) => stateOf(session, clock) },
    {
      title: w('Days left', '剩余天数', '剩餘天數'),
      // A day of the contract that is past is nobody's to make good.
      text: ({ daysLeft, state }) => (daysLeft === null || (state === 'date' && daysLeft < 0) ? '' : String(daysLeft)),
      align: 'right',
    },
  ])
}

/** The last day; where it was rolled past days off, the day as counted in brackets. */
function lastDay({ dueOn, rawOn }: Clock): string {
  return dueOn === rawOn || dueOn === null || rawOn === null ? (dueOn ?? '') : `${dueOn} (${rawOn})`
}

function stateOf(session: Session, { state, metOn, pausedOn, isLate }: Clock): string {
  const over = state === 'met' && isLate ? session.word(claimLabels.clockState.breached) : null
  return [session.word(claimLabels.clockState[state]), state === 'met' ? metOn : pausedOn, over]
    .filter(Boolean)
    .join(' ')
}
