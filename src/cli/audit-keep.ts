import type { Session } from './session.ts'

/** A desk's witnesses, a line each. */
export function printWitnesses(session: Session, { out }: { out?: string }): Promise<void> {
  return session.withHome(async (home) => {
    const { witnessLines, writeLines } = await import('../app/audit/keep.ts')
    const lines = await witnessLines(home)
    if (out === undefined) for (const line of lines) session.print(line)
    else writeLines(out, lines)
  })
}

/** Today's anchor, a line; in a file it is added to those of the days before. */
export function printAnchor(session: Session, { out }: { out?: string }): Promise<void> {
  return session.withHome(async (home) => {
    const { addLine, anchorLine } = await import('../app/audit/keep.ts')
    const line = await anchorLine(home)
    if (out !== undefined) addLine(out, line)
    session.print(line)
  })
}
