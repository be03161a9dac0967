import { canDraw } from '../app/config.ts'
import type { Home } from '../app/home.ts'
import type { Session } from './session.ts'

/** `butler` with no verb: the workstation of the home; with no terminal, a plain summary. */
export function openWorkstation(session: Session): Promise<number> {
  return session.withHome(async (home) => {
    if (home.kind === 'desk' || home.staff) return open(session, home)
    const { loneButler } = await import('../app/home.ts')
    const as = await loneButler(home)
    return session.withHome((own) => open(session, own), as)
  })
}

async function open(session: Session, home: Home): Promise<number> {
  if (canOpen(session))
    return session.faces.openWorkstation(home, { language: session.language, hasColour: session.hasColor })
  const { printSummary } = await import('./summary.ts')
  await printSummary(session, home)
  return 0
}

/** Whether somebody sits at a terminal that can show it. */
export function canOpen(session: Session): boolean {
  return session.isTerminal && session.stdin.isTTY && canDraw()
}
