import type { Language } from '../core/language.ts'
import type { Home } from './home.ts'
import { importFlows } from './import/import-flows.ts'
import { importReplies, importResources } from './import/import-replies.ts'
import { importProducts } from './import/import-products.ts'
import { setUp } from './import/set-up-products.ts'
import { packsIn, rulesOf } from './packs.ts'
import { shippedFiles } from './shipped.ts'

/** Installs the shipped flows in an authority. Throws when one is not right: that is a fault of the program. */
export async function seedFlows(home: Home, language: Language): Promise<void> {
  for (const file of await shippedFiles('flows'))
    insist(await importFlows({ file, language, dryRun: false }, (args) => home.execute('flow.install', args)))
}

/** Installs the shipped replies, and fills the directory with the shipped entries. */
export async function seedReplies(home: Home, language: Language): Promise<void> {
  for (const file of await shippedFiles('replies'))
    insist(await importReplies({ file, language, dryRun: false }, (args) => home.execute('reply.install', args)))
  for (const file of await shippedFiles('resources'))
    insist(await importResources({ file, language, dryRun: false }, (args) => home.execute('resource.add', args)))
}

/** Installs the shipped products and then their overlays in a new authority. */
export async function seedProducts(home: Home, language: Language): Promise<void> {
  for (const folder of ['packs', 'packs/overlays'] as const) {
    const packs = packsIn(await rulesOf(home))
    for (const file of await shippedFiles(folder))
      insist(await importProducts({ file, language, dryRun: false }, packs, setUp(home)))
  }
}

function insist(imported: Awaited<ReturnType<typeof importFlows>>): void {
  if (!imported.ok) throw new Error(imported.error.message)
  const [problem] = imported.report.problems
  if (problem) throw new Error(`${problem.file}:${problem.line}: ${problem.expected}`)
}
