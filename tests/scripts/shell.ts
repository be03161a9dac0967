import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { execa } from 'execa'
import { bareEnv, fixtures, node, program } from '../cli/butler.ts'

export type Said = { out: string[]; err: string[]; status: number }

/**
 * What scripts have beside the program: `field NAME` gives the first value of that name in the JSON that it reads, `day +N` the date in
 * so many days, and `later N butler …` runs it as if it were so many days later.
 */
const prelude = `
field() { grep -o "\\"$1\\":\\"[^\\"]*\\"" | head -1 | cut -d'"' -f4; }
day() { TZ=Asia/Shanghai date -d "$1 days" +%F; }
later() { NODE_OPTIONS="--import=data:text/javascript,const%20now=Date.now;Date.now=()=>now()%2B$1*864e5" "\${@:2}"; }
`

/** A program of its own, no function: what is begun with & is it, and ends when it is killed. */
const butlerProgram = `#!/bin/sh
exec "$BUTLER_NODE" "$BUTLER_PROGRAM" "$@"
`

/** A shell in a folder, which runs commands one after the other and keeps its variables. */
export function openShell(folder: string, home: string) {
  const programs = join(folder, '.bin')
  mkdirSync(programs, { recursive: true })
  writeFileSync(join(programs, 'butler'), butlerProgram, { mode: 0o755 })
  const env = {
    PATH: [programs, process.env['PATH']].join(delimiter),
    BUTLER_HOME: home,
    TEAM: home,
    BUTLER_NODE: node,
    BUTLER_PROGRAM: program,
    FIXTURES: fixtures,
    BUTLER_LANG: 'en',
  }
  const bash = execa('bash', ['--noprofile', '--norc'], {
    ...{ cwd: folder, env: { ...bareEnv, ...env }, extendEnv: false, reject: false, buffer: false },
  })
  let heard = ''
  let wake = () => {}
  bash.stdout.on('data', (chunk: Buffer) => {
    heard += chunk.toString()
    wake()
  })
  bash.stdin.write(prelude)
  let ended = false
  void bash.then(() => {
    ended = true
    wake()
  })
  const linesOf = (name: string) => {
    const lines = readFileSync(join(folder, name), 'utf8').split('\n')
    return lines.at(-1) === '' ? lines.slice(0, -1) : lines
  }
  return {
    async run(command: string): Promise<Said> {
      heard = ''
      bash.stdin.write(`{ ${command}\n} >.out 2>.err </dev/null; echo "status $?."\n`)
      while (!/status \d+\.\n/.test(heard)) {
        if (ended) throw new Error(`the shell ended in: ${command}`)
        await new Promise<void>((resolve) => (wake = resolve))
      }
      return { out: linesOf('.out'), err: linesOf('.err'), status: Number(/status (\d+)\./.exec(heard)?.[1]) }
    },
    async close(): Promise<void> {
      bash.stdin.end()
      await bash
    },
  }
}
