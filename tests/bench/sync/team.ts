import { enrolDevice, issueCode } from '../../../src/app/enrol.ts'
import { mainButler } from '../../../src/app/demo/staff.ts'
import { openHome } from '../../../src/app/home.ts'
import { eight, rounds } from './contender.ts'

/** One desk a round, and one that reads. */
const joinings = rounds + 1
export const waiters = 500
export const pushers = 64
const customersEach = 100

/**
 * Who works on the book: `codes` enrol desks of the butler who owns it, `eightCodes` a desk of each of eight more butlers; the tokens
 * are of devices that only ever wait, or only push.
 */
export type Team = { codes: string[]; eightCodes: string[]; waiting: string[]; pushing: Pusher[] }
export type Pusher = { token: string; customers: string[] }

/** Adds it to the demo's authority, which nobody serves meanwhile. */
export async function addTeam(folder: string): Promise<Team> {
  const home = await openHome(folder)
  const insist = async (name: string, args: unknown) => {
    const outcome = await home.execute(name, args)
    if (!outcome.ok) throw new Error(`${name}: ${outcome.code} ${JSON.stringify(outcome.data)}`)
  }
  const codeFor = async (staffId: string) => (await issueCode(home, staffId)).code
  const tokenFor = async (staffId: string) => (await enrolDevice(home, await codeFor(staffId), 'bench', false)).token
  const times = async <T>(count: number, make: (at: number) => Promise<T>) => {
    const made: T[] = []
    for (let at = 0; at < count; at++) made.push(await make(at))
    return made
  }
  const butlers = Array.from({ length: eight }, (_, at) => `bench${at + 1}`)
  // Others than the eight, who would have to take in all that is pushed.
  const busy = Array.from({ length: eight }, (_, at) => `busy${at + 1}`)
  const customersOf = (butler: string) => Array.from({ length: customersEach }, (_, at) => `${butler}-${at + 1}`)
  for (const id of [...butlers, ...busy]) {
    await insist('staff.add', { id, name: `测试${id}`, role: 'butler' })
    const rows = customersOf(id).map((externalId) => ({ externalId, name: `客户${externalId}`, owner: id }))
    await insist('import.rows', { kind: 'customers', source: 'bench', number: 0, rows })
  }
  const team = {
    codes: await times(joinings, () => codeFor(mainButler)),
    eightCodes: await times(eight, (at) => codeFor(butlers[at] ?? '')),
    waiting: await times(waiters, () => tokenFor(mainButler)),
    pushing: await times(pushers, async (at) => {
      const butler = busy[at % eight] ?? ''
      return { token: await tokenFor(butler), customers: customersOf(butler).map((id) => `c.${id}`) }
    }),
  }
  await home.close()
  return team
}
