import { readOverlay } from '../core/product/check-overlay.ts'
import { readPack, type Pack } from '../core/product/pack.ts'
import type { Rules } from '../core/product/rules.ts'
import { sha256OfJson } from './canonical-json.ts'
import type { Home } from './home.ts'
import { shippedFiles } from './shipped.ts'
import { readYamlFile } from './yaml-file.ts'

/** The rules that the program is shipped with. Throws when one is not right: that is a fault of the program. */
export async function shippedRules(): Promise<Rules> {
  const packs: Pack[] = []
  for (const { file, value } of await shippedDocuments('packs')) {
    const reading = readPack(value)
    if ('problems' in reading) throw new Error(`${file}: ${reading.problems[0]?.message}`)
    packs.push(reading.pack)
  }
  const overlays: Rules['overlays'][number][] = []
  for (const { file, value } of await shippedDocuments('packs/overlays')) {
    const reading = readOverlay(value, packs)
    if ('problems' in reading) throw new Error(`${file}: ${reading.problems[0]?.message}`)
    overlays.push({ id: reading.overlay.id, definition: reading.overlay, withdrawnOn: null })
  }
  const products = packs.map((pack) => ({
    ...{ id: pack.product, revision: pack.revision },
    ...{ pack, sha256: sha256OfJson(pack) },
  }))
  return { products, revisions: [], overlays }
}

async function shippedDocuments(folder: Parameters<typeof shippedFiles>[0]) {
  const documents: { file: string; value: unknown }[] = []
  for (const file of await shippedFiles(folder))
    for (const { value } of (await readYamlFile(file)).documents) documents.push({ file, value })
  return documents
}

/** The rules that are in a home. */
export async function rulesOf({ query }: Pick<Home, 'query'>): Promise<Rules> {
  return {
    products: await query.all('product'),
    revisions: await query.all('packRevision'),
    overlays: await query.all('overlay'),
  }
}

/** The packs of rules as they are installed; they were checked then. */
export function packsIn(rules: Rules): Pack[] {
  return rules.products.map(({ pack }) => pack as Pack)
}
