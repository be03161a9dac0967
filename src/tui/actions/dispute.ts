import { claimLabels } from '../../app/language/claim-labels.ts'
import type { ClaimDesk } from '../../app/claim-desk.ts'
import { dateAt } from '../../core/civil-date.ts'
import { whyWords } from '../../app/language/why-words.ts'
import { disputeWays } from '../../core/claim/dispute-ways.ts'
import { factSpec } from '../../core/judgement/fact.ts'
import { isListType } from '../../core/judgement/fact-spec.ts'
import type { Row } from '../../core/entities.ts'
import { fenOfYuan, yuan } from '../../core/money.ts'
import { type App, give, refresh, say, wordsOf } from '../app.ts'
import { disputeOf, stakeOf } from '../present/dispute-lines.ts'
import { promptDay, promptPaid, putAnswer } from './claim-life.ts'
import { deskOf } from './claim-tabs.ts'
import { promptAnswer } from './claim-work.ts'
import { topScreen } from '../state.ts'
import { choose, confirm, prompt } from './overlay.ts'

const moves = ['evidenceWanted', 'evidenceInHand', 'round', 'answer', 'end'] as const

/** Enter on the dispute desk: opens a dispute, or what has happened in the one that is open. */
export function disputeStep(app: App): void {
  const state = app.store.get()
  const words = wordsOf(state)
  const desk = deskOf(state)
  if (!desk) return
  const dispute = disputeOf(desk)
  if (dispute?.state !== 'open') return openDispute(app, desk)
  const waits = dispute.rounds.at(-1)?.answeredOn === null
  const wanted = dispute.evidence.some(({ isInHand }) => !isInHand)
  const possible = moves.filter((move) => (move !== 'answer' || waits) && (move !== 'evidenceInHand' || wanted))
  const options = possible.map((id) => ({ id, label: words.dispute.moves[id] }))
  choose(app, words.claim.whatNow, options, false, ([id]) => begin(app, dispute, id as (typeof moves)[number]))
}

/** Which grounds it stands on: those that apply are marked already. */
function openDispute(app: App, desk: ClaimDesk): void {
  const state = app.store.get()
  const { language } = state
  const words = wordsOf(state)
  const { claim, grounds } = desk
  if (claim.state !== 'refused' && claim.state !== 'partlyPaid') return say(app, words.dispute.notRefused, 'warn')
  const options = grounds
    .filter(({ standing }) => standing !== 'no')
    .map(({ id, name, law, standing }) => ({
      id,
      label: `${name[language]}（${law}）${claimLabels.standing[standing][language]}`,
    }))
  if (options.length === 0) return say(app, words.dispute.noGround, 'warn')
  const applying = grounds.filter(({ standing }) => standing === 'applies').map(({ id }) => id)
  const stakeFen = stakeOf(desk)
  choose(
    app,
    words.dispute.which,
    options,
    true,
    async (chosen) => {
      const wanted = grounds.filter(({ id }) => chosen.includes(id)).flatMap(({ evidence }) => evidence)
      const evidence = [...new Set(wanted.map((one) => one[language]))]
      await give(app, 'dispute.open', { claimId: claim.id, grounds: chosen, stakeFen, evidence }, words.said.started)
      await refresh(app)
    },
    applying,
  )
}

function begin(app: App, dispute: Row<'dispute'>, move: (typeof moves)[number]): void {
  const state = app.store.get()
  const { language } = state
  const words = wordsOf(state)
  const disputeId = dispute.id
  const today = dateAt(app.home.clock.now())
  const put = (name: string, args: Record<string, unknown>) => putAnswer(app, name, { disputeId, ...args })
  switch (move) {
    case 'evidenceWanted':
      return prompt(app, words.dispute.moves.evidenceWanted, '', '', (what) =>
        put('dispute.evidence', { what, isInHand: false }),
      )
    case 'evidenceInHand': {
      const options = dispute.evidence
        .filter(({ isInHand }) => !isInHand)
        .map(({ what }) => ({ id: what, label: what }))
      return choose(app, words.dispute.moves.evidenceInHand, options, true, async (chosen) => {
        for (const what of chosen) await putAnswer(app, 'dispute.evidence', { disputeId, what, isInHand: true })
      })
    }
    case 'round': {
      const options = disputeWays.map((id) => ({ id, label: claimLabels.way[id][language] }))
      return choose(app, words.dispute.moves.round, options, false, ([way]) =>
        promptDay(app, words.dispute.argument, today, (sentOn, argument) =>
          argument === '' ? words.said.sayWhat : put('dispute.round', { way, sentOn, argument }),
        ),
      )
    }
    case 'answer':
      return promptDay(app, words.dispute.answered, today, (answeredOn, rest) => {
        // An amount at the end is what it offers.
        const found = /^(.*?)\s*[¥￥]([\d,.]+)$/.exec(rest)
        const offeredFen = found?.[2] ? fenOfYuan(found[2]) : null
        const answer = offeredFen && found?.[1] ? found[1] : rest
        return answer === ''
          ? words.said.sayWhat
          : put('dispute.answer', { round: dispute.rounds.length, answeredOn, answer, offeredFen })
      })
    case 'end': {
      const options = (['won', 'partlyWon', 'lost', 'withdrawn'] as const).map((id) => ({
        id,
        label: claimLabels.dispute[id][language],
      }))
      return choose(app, words.dispute.moves.end, options, false, ([result]) => {
        if (result === 'lost' || result === 'withdrawn')
          return prompt(app, words.dispute.lesson, '', '', (lesson) =>
            put('dispute.end', { result, wonFen: 0, on: today, lesson }),
          )
        return promptPaid(
          app,
          words.dispute.howMuch,
          today,
          (wonFen, on, lesson) => endWon(app, dispute, { disputeId, result, wonFen, on, lesson: lesson || null }),
          false,
        )
      })
    }
  }
}

/** More than was at stake is asked about: what is won is counted. */
function endWon(app: App, dispute: Row<'dispute'>, ending: Record<string, unknown> & { wonFen: number }) {
  const words = wordsOf(app.store.get())
  const { stakeFen } = dispute
  if (stakeFen === null || ending.wonFen <= stakeFen) return putAnswer(app, 'dispute.end', ending)
  const asked = words.ask.beyondStake(yuan(ending.wonFen), yuan(stakeFen))
  return confirm(app, asked, async () => void (await putAnswer(app, 'dispute.end', { ...ending, isBeyondStake: true })))
}

/** Answers the question that would decide the ground under the cursor. */
export function answerGround(app: App): void {
  const state = app.store.get()
  const words = wordsOf(state)
  const { language } = state
  const top = topScreen(state)
  const desk = deskOf(state)
  const ground = desk && top.is === 'dispute' ? desk.grounds[top.cursor.index] : undefined
  const spec = ground?.fact ? factSpec(ground.fact) : undefined
  if (!desk || !spec) return say(app, words.dispute.noQuestion, 'warn')
  const put = async (value: unknown) => {
    await putAnswer(app, 'checklist.answer', { claimId: desk.claim.id, fact: spec.key, value })
  }
  if (spec.type !== 'bool' && !spec.options)
    return promptAnswer(app, spec.label[language], { type: isListType(spec.type) ? 'stays' : spec.type }, put)
  const given = spec.options ?? [
    { value: true, label: whyWords.yes },
    { value: false, label: whyWords.no },
  ]
  const options = [...given, ...(spec.na ? [{ value: 'na', label: spec.na }] : [])]
  const listed = options.map(({ label }, at) => ({ id: String(at), label: label[language] }))
  choose(app, spec.question[language], listed, false, ([id]) => put(options[Number(id)]?.value))
}
