import type { App } from '../app.ts'
import { whyOf } from '../present/trace-lines.ts'
import { topScreen } from '../state.ts'
import { open } from './navigate.ts'

/** Opens why the judgement on the screen came out as it did, on the first rule that speaks against it or is open. */
export async function openTrace(app: App): Promise<void> {
  const state = app.store.get()
  const top = topScreen(state)
  if (top.is !== 'checklist') return
  const nodes = top.data && top.data !== 'gone' ? (whyOf(top.data, state.language)?.nodes ?? []) : []
  const index = nodes.findIndex(({ is, isGood, value }) => is === 'rule' && (isGood === false || value === 'unknown'))
  await open(app, { is: 'trace', claimId: top.claimId, cursor: { index: Math.max(0, index) }, data: null })
}
