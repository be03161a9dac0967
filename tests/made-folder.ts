import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A folder of this run for what many files of tests begin with (made.ts). */
    made: string
  }
}

const memory = '/dev/shm'
const enoughBytes = 2 * 2 ** 30

/**
 * One folder for all that a run of the tests writes, gone after it: in memory where there is room, since a disk that is waited for at
 * each of thousands of commands shows nothing that is tested.
 */
export default function makeFolder({ provide }: TestProject): () => void {
  const room = mkdtempSync(join(hasRoom() ? memory : tmpdir(), 'butler-tests-'))
  // A PostgreSQL server is somebody else where the tests are root's.
  chmodSync(room, 0o711)
  const made = join(room, 'made')
  mkdirSync(made)
  provide('made', made)
  // The workers begin with the variables of this process.
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = room
  return () => {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
    rmSync(room, { recursive: true, force: true })
  }
}

/** Enough of it, and programs may be started from there. */
function hasRoom(): boolean {
  if (!existsSync(memory)) return false
  const { bavail, bsize } = statfsSync(memory)
  if (bavail * bsize < enoughBytes) return false
  const program = join(memory, `butler-tests-${process.pid}.sh`)
  try {
    writeFileSync(program, '#!/bin/sh\n', { mode: 0o700 })
    execFileSync(program)
    return true
  } catch {
    return false
  } finally {
    rmSync(program, { force: true })
  }
}
