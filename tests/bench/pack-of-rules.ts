import { readPack, type Pack } from '../../src/core/product/pack.ts'
import { packOf } from '../core/judgement/fixture.ts'

/** The newest terms of the million medical product, with copies of its gates and exclusions until there are so many rules. */
export function packOfRules(count: number, product: string): Pack {
  const pack = structuredClone(packOf('med-million'))
  const terms = pack.terms.at(-1)
  if (terms === undefined) throw new Error('a pack without terms')
  const { gates, exclusions, benefits } = terms
  const sold = [
    ...gates.map((rule) => ({ rule, list: gates })),
    ...exclusions.map((rule) => ({ rule, list: exclusions })),
  ]
  const missing = count - sold.length - benefits.length
  for (let copy = 0; copy < missing; copy++) {
    const { rule, list } = sold[copy % sold.length] as (typeof sold)[number]
    list.push({ ...structuredClone(rule), id: `${rule.id}_${copy}` })
  }
  const reading = readPack({ ...pack, product, terms: [terms] })
  if ('problems' in reading) throw new Error(JSON.stringify(reading.problems))
  return reading.pack
}
