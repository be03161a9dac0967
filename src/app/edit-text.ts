import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripUnsafeLines } from './cells.ts'

/** What came of an editor. `status`: how it ended, an exit status or the name of a signal. */
export type Edited = { is: 'edited'; text: string } | { is: 'no-editor' } | { is: 'failed'; status: string }

/** The person's own editor, with its arguments; null where none is set. */
export function editorOf(env: Record<string, string | undefined> = process.env): string | null {
  return env['VISUAL']?.trim() || env['EDITOR']?.trim() || null
}

/**
 * By a shell, as git does it: the variable may hold arguments. An editor that was killed leaves the line as it had set it: the
 * shell puts it back, and outlives a Ctrl-C that is the editor's.
 */
function byShell(editor: string): string {
  return `trap : INT QUIT; saved=$(stty -g 2>/dev/null); ${editor} "$1"; status=$?; [ -z "$saved" ] || stty "$saved"; exit $status`
}

/**
 * Lets a person write a text in their own editor. The text lies meanwhile in a file that only they can read, in `folder` (the home,
 * which is as secret as it), and nowhere after. What an editor leaves that failed or was killed is not taken.
 */
export async function editText(text: string, folder: string, editor: string): Promise<Edited> {
  const { execa } = await import('execa')
  const place = mkdtempSync(join(folder, 'edit-'))
  const file = join(place, 'draft.txt')
  try {
    writeFileSync(file, text === '' ? '' : `${text}\n`, { mode: 0o600 })
    const ended = await execa('/bin/sh', ['-c', byShell(editor), 'sh', file], { stdio: 'inherit', reject: false })
    if (ended.exitCode !== 0)
      return { is: 'failed', status: String(ended.signal ?? ended.exitCode ?? ended.code ?? '') }
    return { is: 'edited', text: stripUnsafeLines(readFileSync(file, 'utf8')).trimEnd() }
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}
