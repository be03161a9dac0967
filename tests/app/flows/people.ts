import { expect } from 'vitest'
import type { Home } from '../../../src/app/home.ts'
import { seedFlows } from '../../../src/app/seed.ts'
import { momentAt } from '../../../src/core/civil-date.ts'
import type { Outcome } from '../../../src/core/refusal.ts'
import type { Role } from '../../../src/core/staff/roles.ts'
import { accepted, makeWorld, type World } from '../../world.ts'

const team = { b1: 'butler', x1: 'expert', i1: 'inspector', s1: 'supervisor', m1: 'manager' } as const satisfies Record<
  string,
  Role
>
export type Person = keyof typeof team
type Fields = Record<string, unknown>

/** A team whose people sit at desks of their own, with every shipped flow. The clock begins on Friday 2026-03-20 at 10:00. */
export class People implements AsyncDisposable {
  readonly #desks = new Map<Person, Home>()
  readonly #away = new Set<Person>()
  readonly world: World

  private constructor(world: World) {
    this.world = world
  }

  static async atWork(customers: string[]): Promise<People> {
    const world = await makeWorld()
    const people = new People(world)
    await world.addTeam(team)
    await world.addCustomers('b1', customers)
    await seedFlows(world.authority, 'zh-Hans')
    for (const person of Object.keys(team) as Person[])
      people.#desks.set(person, await world.desk(person, { net: (url, init) => people.#send(person, url, init) }))
    return people
  }

  #send(person: Person, url: string, init: RequestInit): Promise<Response> {
    const refused = Object.assign(new Error('no network'), { code: 'ECONNREFUSED' })
    return this.#away.has(person) ? Promise.reject(new TypeError('fetch failed', { cause: refused })) : fetch(url, init)
  }

  /** The desk, with all that is there to know; as it was left while its person is away. */
  async desk(person: Person): Promise<Home> {
    const desk = this.#desks.get(person)
    if (!desk) throw new Error(person)
    if (!this.#away.has(person)) await desk.sync.once()
    return desk
  }

  goes(person: Person): void {
    this.#away.add(person)
  }

  async comesBack(person: Person): Promise<void> {
    this.#away.delete(person)
    await this.desk(person)
  }

  async give(person: Person, name: string, args: unknown): Promise<Outcome> {
    const outcome = await (await this.desk(person)).execute(name, args)
    await this.desk(person)
    return outcome
  }

  /** The newest version of the flow; an inspector or supervisor for anybody’s customer. */
  async start(person: Person, flow: string, customerId: string, fields: Fields): Promise<string> {
    const versions = (await this.world.authority.query.all('flow')).filter(({ code }) => code === flow)
    const newest = versions.toSorted((a, b) => b.version - a.version)[0]
    const about = { flowId: newest?.id, customerId, caseId: null, claimId: null, fields }
    return String(accepted(await this.give(person, 'escalation.start', about))['escalationId'])
  }

  async fill(person: Person, escalationId: string, fields: Fields): Promise<void> {
    const desk = await this.desk(person)
    for (const [field, value] of Object.entries(fields))
      accepted(await desk.execute('escalation.fill', { escalationId, field, value }))
    await this.desk(person)
  }

  /** Fills what the step asks for and finishes it. */
  async step(person: Person, escalationId: string, stepId: string, fields: Fields = {}): Promise<Outcome> {
    await this.fill(person, escalationId, fields)
    return this.give(person, 'escalation.step', { escalationId, stepId, note: null })
  }

  approve(person: Person, escalationId: string, stepId: string): Promise<Outcome> {
    return this.give(person, 'escalation.approve', { escalationId, stepId, reason: '依据充分' })
  }

  /** Sends a message as the person sees it, and answers its text. */
  async send(person: Person, escalationId: string, templateId: string): Promise<string> {
    const said = accepted(await this.give(person, 'escalation.send', { escalationId, templateId, language: 'zh-Hans' }))
    const message = await (await this.desk(person)).query.row('message', String(said['messageId']))
    return message?.text ?? ''
  }

  /** The run as the authority has it. */
  async run(escalationId: string) {
    const run = await this.world.authority.query.row('escalation', escalationId)
    if (!run) throw new Error(escalationId)
    return run
  }

  /** Its steps as `id state`, those that run with when they are due. */
  async steps(escalationId: string): Promise<string[]> {
    return (await this.run(escalationId)).steps.map(({ id, state, dueAt }) =>
      state === 'active' ? `${id} active ${dueAt === null ? '' : momentAt(dueAt)}` : `${id} ${state}`,
    )
  }

  /** Nothing waits and nothing was refused at anybody's desk. */
  async allIsSettled(): Promise<void> {
    for (const person of this.#desks.keys())
      expect(await (await this.desk(person)).query.outboxCounts(), person).toEqual({ waiting: 0, refused: 0 })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.world[Symbol.asyncDispose]()
  }
}
