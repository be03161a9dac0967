import { decisionOn } from '../../app/approvals.ts'
import { type App, give, refresh, say, wordsOf } from '../app.ts'
import { selectedApproval, selectedScheme } from '../selection.ts'
import { start, topScreen } from '../state.ts'
import { open } from './navigate.ts'
import { prompt } from './overlay.ts'
import { openSchemes } from './schemes.ts'
import { thingOf } from '../thing.ts'

export function openApprovals(app: App): Promise<void> | void {
  if (topScreen(app.store.get()).is === 'approvals') return undefined
  return open(app, { is: 'approvals', cursor: start, data: null })
}

/** Enter: the run with all its fields, or the scheme; a change of a product is looked at on the command line. */
export function openApproval(app: App): Promise<void> | void {
  const one = selectedApproval(topScreen(app.store.get()))
  if (one?.is === 'step') return open(app, { is: 'escalation', escalationId: one.id, cursor: start, data: null })
  if (one?.is === 'scheme') return openSchemes(app, one.id)
  return undefined
}

/** Says yes or no to what the cursor stands on, with a reason. Needs the endpoint. */
export function decide(app: App, verdict: 'approve' | 'refuse'): void {
  const state = app.store.get()
  const words = wordsOf(state)
  const scheme = selectedScheme(topScreen(state))
  if (scheme && scheme.state !== 'waiting') return say(app, words.schemes.notWaiting, 'warn')
  const one = scheme ? ({ is: 'scheme', id: scheme.id, stepId: null } as const) : selectedApproval(topScreen(state))
  if (!one) return
  prompt(app, words.ask[verdict], '', thingOf(state), async (reason) => {
    const { name, args } = decisionOn(one, verdict, reason)
    await give(app, name, args, verdict === 'approve' ? words.said.approved : words.said.refused)
    await refresh(app)
  })
}

/** The decided special cases that are like the one on the screen. */
export function openPrecedents(app: App): Promise<void> | void {
  const top = topScreen(app.store.get())
  if (top.is !== 'escalation') return undefined
  return open(app, { is: 'precedents', escalationId: top.escalationId, cursor: start, data: null })
}
