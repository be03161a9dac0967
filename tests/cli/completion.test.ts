import { accessSync, constants, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { Terminal } from '../terminal.ts'
import { tempFolder } from './butler.ts'
import { butler } from './in-process.ts'

const folder = tempFolder()

/** Where a program is, as a shell would find it; null where it is not installed. */
function installed(name: string): string | null {
  for (const place of (process.env['PATH'] ?? '').split(delimiter))
    try {
      accessSync(join(place, name), constants.X_OK)
      return join(place, name)
    } catch {}
  return null
}

/** How a shell is started with nothing of the person's, and what makes it take our script. */
const shells = {
  bash: {
    args: ['--noprofile', '--norc', '-i'],
    begin: (script: string) => `PS1='$ '; bind 'set bell-style none'; source ${script}`,
  },
  zsh: {
    args: ['-f', '-i'],
    begin: (script: string) => `PS1='$ '; autoload -Uz compinit; compinit -u -D; source ${script}`,
  },
  fish: {
    args: ['--no-config', '-i'],
    begin: (script: string) => `function fish_prompt; echo '$ '; end; set -g fish_greeting; source ${script}`,
  },
} as const

const names = Object.keys(shells) as (keyof typeof shells)[]
beforeAll(async () => {
  for (const name of names) {
    const { code, out } = await butler(['completion', name])
    expect(code).toBe(0)
    writeFileSync(join(folder, `butler.${name}`), `${out}\n`)
  }
})

test.each(names)('terminal 15: %s, with a person at it, completes verbs, options and their values', async (name) => {
  const path = installed(name)
  if (path === null) {
    console.info(`${name} is not installed: its completion is not tried in it`)
    return
  }
  const { args, begin } = shells[name]
  const env = { HOME: folder, ZDOTDIR: folder, XDG_CONFIG_HOME: folder, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' }
  const screen = new Terminal(path, [...args], { cols: 120, rows: 30, cwd: folder, env })
  try {
    screen.press(`${begin(join(folder, `butler.${name}`))}; echo READ''Y\r`)
    await screen.see('READY')
    const completes = async (typed: string, ...wanted: RegExp[]) => {
      screen.press('Ctrl-U', typed, 'Tab', 'Tab')
      for (const one of wanted) await screen.see(one)
      screen.press('Ctrl-U', '\x0c')
      await screen.until(() => !screen.text().includes(typed), 'an empty line')
    }
    await completes('butler conf', /butler config/)
    await completes('butler queue ', /\blist\b/, /\bnext\b/, /\bshow\b/)
    await completes('butler queue list --lim', /butler queue list --limit/)
    await completes('butler --lang zh-Han', /\bzh-Hans\b/, /\bzh-Hant\b/)
    await completes('butler staff add X --role sup', /--role supervisor/)
  } finally {
    screen.kill()
    await screen.exited
  }
})
