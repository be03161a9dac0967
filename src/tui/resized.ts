import { redraw } from './actions/settings.ts'
import { type App, begin } from './app.ts'

/** How long a size has to hold before everything is drawn anew: a window that is dragged has many. */
const holdsMs = 80

/**
 * A terminal whose size changes lays out anew by itself what stands on it, and some of that stays where the next frame writes
 * nothing. Draws everything anew once the size holds; returns what ends it.
 */
export function redrawOnResize(app: App, stdout: NodeJS.WriteStream): () => void {
  let settling: NodeJS.Timeout | undefined
  const resized = () => {
    clearTimeout(settling)
    settling = setTimeout(() => {
      if (!app.terminal.isLent()) begin(app, redraw(app))
    }, holdsMs)
  }
  stdout.on('resize', resized)
  return () => {
    clearTimeout(settling)
    stdout.off('resize', resized)
  }
}
