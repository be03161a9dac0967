import { AsyncLocalStorage } from 'node:async_hooks'
import Database from 'better-sqlite3'

/** A program that can be killed between any two statements: from then on it says nothing and touches nothing. */
export type Proc = {
  name: string
  isDead: boolean
  /** So many statements more; -1: it lives. */
  killIn: number
  databases: Set<Database.Database>
  /** By how much its clock is wrong, ms. */
  skewMs: number
  onKilled: (at: string) => void
}

export class Killed extends Error {}

/** Whose code is running: its timers, statements and requests are known by it. */
export const running = new AsyncLocalStorage<Proc>()
const owners = new WeakMap<Database.Database, Proc>()
/** Moves with whatever a program does, so that one who waits sees when nothing happens any more. */
export const activity = { count: 0 }
/** The files that somebody has written to since this was emptied. */
export const written = new Set<string>()

export function procOf(name: string, onKilled: (at: string) => void): Proc {
  return { name, isDead: false, killIn: -1, databases: new Set(), skewMs: 0, onKilled }
}

/** SIGKILL: what was not committed is gone, what was stays in the files. */
export function kill(proc: Proc, at: string): void {
  if (proc.isDead) return
  proc.isDead = true
  for (const database of proc.databases) database.close()
  proc.databases.clear()
  proc.onKilled(at)
}

/** A kill is no power cut: the files are the same without waiting for the disk, which the product has asked for by now. */
export function spareDisk(proc: Proc): void {
  for (const database of proc.databases) pragma.call(database, 'synchronous = OFF')
}

function pass(database: Database.Database, sql: string): void {
  activity.count++
  const proc = owners.get(database) ?? running.getStore()
  if (!proc) return
  if (!owners.has(database)) {
    owners.set(database, proc)
    if (!proc.isDead) proc.databases.add(database)
    // Nobody else runs meanwhile: whoever would have to wait is told at once what it would be told in the end.
    pragma.call(database, 'busy_timeout = 0')
  }
  if (proc.killIn > 0) proc.killIn--
  else if (proc.killIn === 0) kill(proc, sql.slice(0, 40))
  if (!proc.isDead) {
    if (!/^(select|pragma|begin)/.test(sql)) written.add(database.name)
    return
  }
  if (database.open) database.close()
  throw new Killed(`${proc.name} is dead`)
}

const { pragma } = Database.prototype
let isWatched = false
/** Puts the gate before every statement of this process. */
export function watchStatements(): void {
  if (isWatched) return
  isWatched = true
  const { exec, prepare } = Database.prototype
  Database.prototype.exec = function (sql) {
    pass(this, sql)
    return exec.call(this, sql) as never
  }
  Database.prototype.pragma = function (source, options) {
    pass(this, source)
    return pragma.call(this, source, options)
  }
  Database.prototype.prepare = function (sql: string) {
    pass(this, sql)
    return prepare.call(this, sql) as never
  }
  const memory = new Database(':memory:')
  const statement = Object.getPrototypeOf(prepare.call(memory, 'select 1')) as Record<string, Function>
  memory.close()
  for (const name of ['run', 'get', 'all'] as const) {
    const original = statement[name] as Function
    statement[name] = function (this: Database.Statement, ...args: unknown[]) {
      pass(this.database, this.source)
      return original.apply(this, args) as unknown
    }
  }
}
