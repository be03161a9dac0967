import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { type DemoOptions, demoCommands } from '../../../src/app/demo/book.ts'
import { type Actor, idsOf } from '../../../src/core/command.ts'
import { commands } from '../../../src/core/registry.ts'
import { sha256 } from '../../../src/sync/sha256.ts'
import { MemoryStore } from '../../core/memory-tx.ts'

const packs = fileURLToPath(new URL('../../../fixtures/packs/', import.meta.url))

const flows = fileURLToPath(new URL('../../../fixtures/flows/', import.meta.url))

/** A store with the real packs and flows to which the whole demo has been given; throws where a command is refused or a row rejected. */
export async function demoDesk(options: Omit<DemoOptions, 'flows'>): Promise<MemoryStore> {
  const store = new MemoryStore()
  for (const file of ['med-million.yaml', 'ci-long.yaml', 'cash.yaml', 'medic-gift.yaml']) {
    const pack: unknown = parse(await readFile(packs + file, 'utf8'))
    await give('product.install', { pack }, file)
  }
  const installed = await readdir(flows)
  for (const file of installed.sort())
    await give('flow.install', { definition: parse(await readFile(flows + file, 'utf8')) as unknown }, file)
  const newest = Object.fromEntries(store.all('flow').map(({ code, id }) => [code, id]))
  for (const [index, { id, name, args, as }] of [...demoCommands({ ...options, flows: newest })].entries())
    await give(name, args, id ?? `demo-${index}`, as)
  return store

  async function give(name: string, args: unknown, id: string, as: Actor = { staffId: 'demo', role: 'service' }) {
    const command = commands.get(name)
    if (!command?.roles.includes(as.role)) throw new Error(`${name} cannot be given by ${as.role}`)
    const run = { args: command.args.parse(args), actor: as, now: options.now, newId: idsOf(id), sha256, tx: store.tx }
    const outcome = await command.run(run)
    if (!outcome.ok) throw new Error(`${id} ${name}: ${outcome.code} ${JSON.stringify(outcome.data)}`)
    const rejected: unknown = outcome.result['rejected']
    if (Array.isArray(rejected) && rejected.length > 0) throw new Error(`${id}: ${JSON.stringify(rejected[0])}`)
  }
}
