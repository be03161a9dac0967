import type { App } from '../app.ts'
import { start, topScreen } from '../state.ts'
import { open } from './navigate.ts'

export function openComplaints(app: App): Promise<void> {
  return open(app, { is: 'complaints', cursor: start, data: null })
}

/** Enter: the run of the chosen complaint. */
export async function openComplaint(app: App): Promise<void> {
  const top = topScreen(app.store.get())
  const complaint = top.is === 'complaints' ? top.data?.[top.cursor.index] : undefined
  if (complaint) await open(app, { is: 'escalation', escalationId: complaint.run.id, cursor: start, data: null })
}
