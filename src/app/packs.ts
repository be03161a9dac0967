import type { Pack } from '../core/product/pack.ts'
import { readPack } from '../core/product/pack.ts'
import { sha256OfJson } from './canonical-json.ts'
import type { Home } from './home.ts'
import { shippedFiles } from './shipped.ts'
import { readYamlFile } from './yaml-file.ts'

export type LoadedPack = { pack: Pack; sha256: string }

/** The packs that the program is shipped with, by product. Throws when one is not right: that is a fault of the program. */
export async function shippedPacks(): Promise<Map<string, LoadedPack>> {
  const packs = new Map<string, LoadedPack>()
  for (const file of await shippedFiles('packs'))
    for (const { value } of (await readYamlFile(file)).documents) {
      const reading = readPack(value)
      if (!('pack' in reading)) throw new Error(`${file}: ${reading.problems[0]?.message}`)
      const { pack } = reading
      packs.set(pack.product, { pack, sha256: sha256OfJson(pack) })
    }
  return packs
}

/** The packs that are installed in a home, by product. */
export async function packsOf(home: Home): Promise<Map<string, LoadedPack>> {
  const products = await home.query.all('product')
  return new Map(products.map(({ id, pack, sha256 }) => [id, { pack: pack as Pack, sha256 }]))
}
