import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { node } from '../terminal.ts'
import type { Team } from './team.ts'

/** Another program that looks into the desks' databases all the while (reader-worker.ts). `seen`: what may never be seen. */
export function startReader(team: Team) {
  const child = spawn(node, [team.programs.reader], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  let seen: string[] = []
  const asked = new Map<number, (looks: number) => void>()
  let n = 0
  child.on('message', (told: { seen?: string; n?: number; looks?: number }) => {
    if (told.seen) seen.push(told.seen)
    if (told.n) asked.get(told.n)?.(told.looks ?? 0)
  })
  for (const { folder } of team.seats) child.send({ watch: join(folder, 'butler.db') })
  return {
    seen() {
      const told = seen
      seen = []
      return told
    },
    looks() {
      return new Promise<number>((resolve) => {
        asked.set(++n, resolve)
        child.send({ n })
      })
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await Promise.resolve()
    },
  }
}
