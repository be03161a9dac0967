import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { inject } from 'vitest'
import { moveEndpoint } from '../src/app/home.ts'
import { freePort } from './free-port.ts'
import { butler, node } from './terminal.ts'

/** What several files of tests begin with: made once in a run, under its name, and copied to `to` for each who asks. */
export async function layCopy(name: string, to: string, make: (folder: string) => Promise<unknown>): Promise<void> {
  const folder = join(inject('made'), name)
  if (!existsSync(folder)) {
    const making = mkdtempSync(`${folder}-`)
    await make(making)
    try {
      renameSync(making, folder)
    } catch (fault) {
      // Somebody beside was faster.
      if (!existsSync(folder)) throw fault
      rmSync(making, { recursive: true })
    }
  }
  cpSync(folder, to, { recursive: true })
}

/** What `butler demo` of 200 customers makes, in `home`/demo, with a port of its own for its endpoint; returns the port. */
export async function layDemo(home: string): Promise<number> {
  await layCopy('demo', home, (folder) =>
    execa(node, [butler, '--home', folder, '--lang', 'en', 'demo', '--customers', '200']),
  )
  const port = await freePort()
  const mark = join(home, 'demo', 'demo.json')
  writeFileSync(mark, JSON.stringify({ ...(JSON.parse(readFileSync(mark, 'utf8')) as object), port }))
  await moveEndpoint(join(home, 'demo', 'desk'), `http://127.0.0.1:${port}`)
  return port
}
