import { checkPack, type Pack, packSchema } from '../../core/product/pack.ts'
import type { Outcome } from '../../core/refusal.ts'
import { sha256OfJson } from '../canonical-json.ts'
import { type DocumentOptions, type DocumentsReport, importDocuments } from './import-documents.ts'
import { pathProblemOf } from './path-problem.ts'
import type { Imported } from './problem.ts'

/** The arguments of `product.install`; `sha256` is of the pack's canonical JSON. */
export type ProductArgs = { pack: Pack; sha256: string }
/** Gives one `product.install`; with `dryRun`, keeps nothing. */
export type GiveProduct = (args: ProductArgs, options: { dryRun: boolean }) => Promise<Outcome>

/** Installs the product packs of a file. */
export function importProducts(options: DocumentOptions, give: GiveProduct): Promise<Imported<DocumentsReport>> {
  return importDocuments<Pack>(options, {
    kind: 'products',
    schema: packSchema,
    check: (pack) => checkPack(pack).map(pathProblemOf),
    idOf: (pack) => pack.product,
    sha256Of: sha256OfJson,
    give: (pack) => give({ pack, sha256: sha256OfJson(pack) }, { dryRun: options.dryRun }),
    refusal: 'product.bad-pack',
    toPathProblem: pathProblemOf,
  })
}
