import type { App } from '../app.ts'
import { selectedOwed } from '../selection.ts'
import { start, topScreen } from '../state.ts'
import { open, openCustomer } from './navigate.ts'

/** All clocks of the desk, from anywhere. */
export async function openOwed(app: App): Promise<void> {
  if (topScreen(app.store.get()).is === 'owed') return
  await open(app, { is: 'owed', cursor: start, data: null })
}

/** The case of the clock under the cursor, or the run of the team. */
export async function openOwedCase(app: App): Promise<void> {
  const owed = selectedOwed(app.store.get())
  if (owed?.case) await openCustomer(app, owed.case.customerId, owed.case.id)
  else if (owed && 'move' in owed) await openCustomer(app, owed.move.customerId, null)
  else if (owed) await open(app, { is: 'escalation', escalationId: owed.run.id, cursor: start, data: null })
}
