import { type App, say, wordsOf } from '../app.ts'
import { selectedTask } from '../selection.ts'
import { start, topScreen } from '../state.ts'
import { open } from './navigate.ts'

export function openTasks(app: App): Promise<void> {
  return open(app, { is: 'tasks', cursor: start, data: null })
}

/** Gives what the cursor stands on once more, with what was typed for it. */
export function retryTask(app: App): void {
  const task = selectedTask(topScreen(app.store.get()))
  if (!task) return
  if (task.standing !== 'running' && task.again) task.again()
  else say(app, wordsOf(app.store.get()).tasks.notAgain, 'warn')
}

export function cancelTask(app: App): void {
  const task = selectedTask(topScreen(app.store.get()))
  if (!task) return
  if (task.standing === 'running' && task.cancel) task.cancel()
  else say(app, wordsOf(app.store.get()).tasks.notStopped, 'warn')
}
