import { type App, setScreen } from '../app.ts'
import { timelineKinds } from '../present/timeline-lines.ts'

/** The next kind of the customer's timeline, or all of it again. */
export function nextTimelineKind(app: App): void {
  setScreen(app, 'customer', (screen) => {
    const at = screen.timeline ? timelineKinds.indexOf(screen.timeline) + 1 : 0
    return { ...screen, timeline: timelineKinds[at] ?? null }
  })
  app.store.set((state) => ({ ...state, scroll: 0 }))
}
