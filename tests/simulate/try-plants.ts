import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Asked } from './options.ts'
import { planted } from './planted.ts'

/** Every planted fault has to be seen within so many worlds. */
const worldsAtMost = 2_000

/** Tries each in a process of its own and prints the table; 0 when all were seen. */
export async function tryPlants(asked: Asked): Promise<number> {
  console.log('| Planted fault | In | Seen as | Worlds needed |\n| --- | --- | --- | --- |')
  let missed = 0
  for (const { name, file } of planted) {
    const args = ['--plant', name, '--worlds', String(worldsAtMost), '--seed', String(asked.seed), '--workers', '1']
    const seen = /, number (\d+) of this run, breaks (\S+)/.exec(await run([...args, '--steps', String(asked.steps)]))
    if (!seen) missed++
    console.log(
      `| ${name} | \`${file}\` | ${seen?.[2] ?? 'not at all'} | ${seen?.[1] ?? `more than ${worldsAtMost}`} |`,
    )
  }
  return missed === 0 ? 0 : 1
}

function run(args: string[]): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [fileURLToPath(new URL('run.ts', import.meta.url)), ...args], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    let text = ''
    child.stdout.on('data', (part: Buffer) => (text += part.toString('utf8')))
    child.on('close', () => resolve(text))
  })
}
