import { canDraw } from '../app/config.ts'
import { printSummary } from './summary.ts'
import type { Session } from './session.ts'

/** `butler` with no verb: the workstation of the home; with no terminal, a plain summary. */
export function openWorkstation(session: Session): Promise<number> {
  return session.withHome(async (home) => {
    if (home.kind === 'desk' || home.staff) {
      if (canOpen(session))
        return session.faces.openWorkstation(home, { language: session.language, hasColour: session.hasColor })
      await printSummary(session, home)
      return 0
    }
    const { loneButler } = await import('../app/home.ts')
    const as = await loneButler(home)
    return session.withHome(async (own) => {
      if (canOpen(session))
        return session.faces.openWorkstation(own, { language: session.language, hasColour: session.hasColor })
      await printSummary(session, own)
      return 0
    }, as)
  })
}

/** Whether somebody sits at a terminal that can show it. */
export function canOpen(session: Session): boolean {
  return session.isTerminal && session.stdin.isTTY && canDraw()
}
