import { existsSync } from 'node:fs'
import { readdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { w } from '../core/language.ts'
import type { Home } from '../app/home.ts'
import { makeFolder } from '../app/make-folder.ts'
import { progressOf } from './progress.ts'
import type { Session } from './session.ts'

/** Written last: a demo without it was never finished. */
export const demoMark = 'demo.json'
/** What the mark says; `port` is where the desk looks for its endpoint. */
export type DemoMark = { port: number; customers: number; seed: number; madeAt: number }

const seed = 20_200_313

export function demoIsReady(folder: string): boolean {
  return existsSync(join(folder, demoMark))
}

/** Takes an old demo away; never a folder that is something else. */
export async function removeDemo(folder: string): Promise<void> {
  if (demoIsReady(folder)) await rm(folder, { recursive: true, force: true })
}

/**
 * Makes the authority and the desk of a demo in a folder beside, and moves it into place when all is there: what was broken off
 * never looks finished. Throws `HomeFault('exists')` where something else is in the way.
 */
export async function makeDemo(session: Session, folder: string, customers: number): Promise<void> {
  const { HomeFault } = await import('../app/home.ts')
  if (existsSync(folder) && (await readdir(folder)).length > 0) throw new HomeFault('exists', folder)
  await removeLeftovers(folder)
  const making = `${folder}.making-${process.pid}`
  makeFolder(making)
  session.tell(
    w(
      `Making a demo of ${customers} customers …`,
      `正在生成 ${customers} 位客户的示例…`,
      `正在產生 ${customers} 位客戶的示範…`,
    ),
  )
  try {
    const madeAt = await fillAuthority(session, join(making, 'authority'), customers)
    const port = await joinDesk(session, making)
    const mark: DemoMark = { port, customers, seed, madeAt }
    await writeFile(join(making, demoMark), JSON.stringify(mark))
    await rm(folder, { recursive: true, force: true })
    await rename(making, folder)
  } finally {
    await rm(making, { recursive: true, force: true })
  }
}

async function fillAuthority(session: Session, folder: string, customers: number): Promise<number> {
  const [{ createAuthority, openHome }, { seedFlows, seedProducts, seedReplies }, { demoCommands, demoSteps }] =
    await Promise.all([import('../app/home.ts'), import('../app/seed.ts'), import('../app/demo/book.ts')])
  await createAuthority(folder)
  const home = await openHome(folder)
  const progress = progressOf(session)
  const label = session.word(w('writing the book', '写入客户资料', '寫入客戶資料'))
  try {
    await seedProducts(home, session.language)
    await seedFlows(home, session.language)
    await seedReplies(home, session.language)
    const flows = Object.fromEntries((await home.query.all('flow')).map(({ code, id }) => [code, id]))
    const options = { customers, seed, now: home.clock.now(), flows }
    const steps = demoSteps(options)
    let done = 0
    for (const { name, args, ...how } of demoCommands(options)) {
      const outcome = await home.execute(name, args, how)
      if (!outcome.ok) throw new Error(`demo: ${name} was refused: ${outcome.code} ${JSON.stringify(outcome.data)}`)
      progress.update(label, ++done / steps)
    }
    return options.now
  } finally {
    progress.clear()
    await home.close()
  }
}

/** Enrols the main butler’s desk and lets it read its book; returns the port that its endpoint had. */
async function joinDesk(session: Session, folder: string): Promise<number> {
  const [{ openHome }, { authorityOf }, { issueCode, joinEndpoint }, { mainButler }] = await Promise.all([
    import('../app/home.ts'),
    import('../app/authority.ts'),
    import('../app/enrol.ts'),
    import('../app/demo/staff.ts'),
  ])
  session.tell(w('Joining a desk and reading its book …', '登记工作台并读取客户…', '登記工作台並讀取客戶…'))
  const authority = await openHome(join(folder, 'authority'))
  const faults: unknown[] = []
  const listening = await session.faces.listen(authorityOf(authority), '127.0.0.1', 0, (fault) => faults.push(fault))
  let desk: Home | null = null
  try {
    const { outcome, code } = await issueCode(authority, mainButler)
    if (!outcome.ok) throw new Error(`demo: no code: ${outcome.code}`)
    await joinEndpoint(join(folder, 'desk'), listening.url, code)
    desk = await openHome(join(folder, 'desk'))
    await desk.sync.once()
    return Number(new URL(listening.url).port)
  } catch (fault) {
    throw faults[0] ?? fault
  } finally {
    await desk?.close()
    await listening.close()
    await authority.close()
  }
}

/** Takes away what earlier programs left half-made, once they have ended. */
async function removeLeftovers(folder: string): Promise<void> {
  const above = dirname(folder)
  if (!existsSync(above)) return
  const prefix = `${basename(folder)}.making-`
  for (const name of await readdir(above))
    if (name.startsWith(prefix) && !isRunning(Number(name.slice(prefix.length))))
      await rm(join(above, name), { recursive: true, force: true })
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
