import type { Row } from '../core/entities.ts'
import { allRows, productRevisions } from '../store/row-queries.ts'
import type { Reader } from '../store/store.ts'

/** The products of a store by code, read once and kept while their revisions stand. */
export function knownProducts(reader: Reader): () => Promise<ReadonlyMap<string, Row<'product'>>> {
  const products = new Map<string, Row<'product'>>()
  return async () => {
    const installed = await productRevisions(reader)
    if (!installed.every(({ id, sha256 }) => products.get(id)?.sha256 === sha256))
      for (const product of await allRows(reader, 'product')) products.set(product.id, product)
    return products
  }
}
