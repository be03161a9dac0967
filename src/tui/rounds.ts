import { type App, begin, follow, refresh } from './app.ts'

/** Keeps the rounds of the sync among the tasks, until what is returned is called. */
export function followRounds(app: App): () => void {
  const { sync } = app.home
  // Where another program of this home keeps it in sync, this is a round beside its own.
  const again = () =>
    sync.follow()
      ? sync.soon()
      : begin(
          app,
          sync.once().then(() => refresh(app)),
          { is: 'sync' },
        )
  const sent = (round: unknown) => (round as { sent: number }).sent
  return sync.onRound(({ is, ended }) =>
    follow(app, { id: is, is, isListed: true, cancel: sync.cancel, again, sent }, ended),
  )
}
