import { existsSync } from 'node:fs'
import { canDraw, settingsFile } from '../app/config.ts'
import type { Home } from '../app/home.ts'
import { w } from '../core/language.ts'
import type { Opening } from './faces.ts'
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
  if (canOpen(session)) return session.faces.openWorkstation(home, await openingOf(session))
  const { openPlain } = await import('./plain.ts')
  return openPlain(session, home)
}

/** Whether somebody sits at a terminal that can show it. */
export function canOpen(session: Session): boolean {
  return !session.isPlain && session.isTerminal && session.stdin.isTTY && canDraw()
}

/** How the person wants it. A settings file with a fault in it does not keep anybody from work: the rest of it holds. */
export async function openingOf({ language, hasColor, faces, word, looks }: Session): Promise<Opening> {
  const asked = { language, hasColour: hasColor, looks }
  const file = settingsFile()
  if (!existsSync(file)) return asked
  const { settingsIn } = await import('../app/settings-file.ts')
  const { checkKeys } = await faces.keyTable()
  try {
    const { settings, problems } = settingsIn(file, language, checkKeys)
    const [first] = problems
    const opening = { ...asked, looks: { ...looks, theme: looks.theme ?? settings.theme }, keys: settings.keys }
    return first ? { ...opening, warning: `${file}:${first.line}:${first.column}: ${first.message}` } : opening
  } catch (fault) {
    const why = w('the settings cannot be read', '无法读取设置', '無法讀取設定')
    return { ...asked, warning: `${word(why)}: ${fault instanceof Error ? fault.message : file}` }
  }
}
