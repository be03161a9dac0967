import { parseFact } from '../../core/judgement/fact.ts'
import { type App, reload, say, setScreen, whileOpening, wordsOf } from '../app.ts'
import { selectedQuestion } from '../selection.ts'
import { start, topScreen } from '../state.ts'
import { promptAnswer, wrongWords } from './claim-work.ts'
import { open } from './navigate.ts'

/** Opens what each answer to the question under the cursor would come to. Nothing on that screen is ever written. */
export async function openWhatIf(app: App): Promise<void> {
  const top = topScreen(app.store.get())
  const question = selectedQuestion(top)
  if (top.is !== 'checklist' || !question) return
  const { claimId } = top
  await open(app, { is: 'whatIf', claimId, fact: question.fact, typed: [], cursor: start, data: null })
}

/** Supposes a day, an amount, a number or a list that is typed. A choice has all its answers on the screen already. */
export function typeSupposition(app: App): void {
  const state = app.store.get()
  const top = topScreen(state)
  if (top.is !== 'whatIf' || !top.data || top.data === 'gone') return
  const { question } = top.data
  const words = wordsOf(state)
  if (question.type === 'bool' || question.options.length > 0) return say(app, words.whatIf.listed, 'warn')
  promptAnswer(app, words.whatIf.title(question.label[state.language]), question, async (value) => {
    const reading = parseFact(question.fact, value)
    if ('problem' in reading) return wrongWords(question.type, words)
    // The row after what stands now is the one that was typed.
    setScreen(app, 'whatIf', (screen) => ({
      ...screen,
      typed: [reading.value, ...screen.typed],
      cursor: { index: 1 },
    }))
    await whileOpening(app, reload(app))
    return undefined
  })
}
