import { factSpec } from '../judgement/fact.ts'
import { isKnownDocument } from '../judgement/document-name.ts'
import { overlaySchema, type Overlay } from './overlay.ts'
import type { Pack } from './pack.ts'
import type { PackProblem, Path } from './problem.ts'

export type OverlayReading = { readonly overlay: Overlay } | { readonly problems: readonly PackProblem[] }

/** Reads an overlay from parsed YAML or JSON, against the packs that it names: schema first, then `checkOverlay`. */
export function readOverlay(raw: unknown, packs: readonly Pack[]): OverlayReading {
  const result = overlaySchema.safeParse(raw)
  if (!result.success) {
    const problems = result.error.issues.map(({ path, message }) => ({
      path: path.map((part) => (typeof part === 'number' ? part : String(part))),
      rule: 'schema' as const,
      message,
    }))
    return { problems }
  }
  if (result.data.products === undefined) {
    const message = 'an overlay in a file of its own names its products'
    return { problems: [{ path: ['products'], rule: 'schema', message }] }
  }
  const problems = checkOverlay(result.data, packs, [])
  return problems.length > 0 ? { problems } : { overlay: result.data }
}

/** Products, gates, numbers, diseases, documents and clauses that an overlay names and nobody has. */
export function checkOverlay(overlay: Overlay, packs: readonly Pack[], path: Path): readonly PackProblem[] {
  const products = overlay.products ?? packs.map((pack) => pack.product)
  const named = packs.filter((pack) => products.includes(pack.product))
  const terms = named.flatMap((pack) => pack.terms)
  const codes = new Set(packs.map((pack) => pack.product))
  const gates = new Set(terms.flatMap((version) => version.gates.map((gate) => gate.id)))
  const params = new Set(terms.flatMap((version) => Object.keys(version.params)))
  const diseases = factSpec('event.disease')?.options?.map((option) => option.value) ?? []
  const { disease } = overlay
  const problem = (at: Path, message: string): PackProblem => ({
    path: [...path, ...at],
    rule: 'overlay-unknown',
    message,
  })
  const unknown = (values: readonly string[], known: ReadonlySet<string>, list: string, what: string) =>
    values.flatMap((value, index) => (known.has(value) ? [] : [problem([list, index], `${what} ${value}`)]))
  const isDisease = disease === undefined || diseases.includes(disease)
  return [
    ...unknown(overlay.products ?? [], codes, 'products', 'no pack of'),
    ...unknown(overlay.drop_gates, gates, 'drop_gates', 'no terms have a gate'),
    ...Object.keys(overlay.set)
      .filter((param) => !params.has(param))
      .map((param) => problem(['set', param], `no terms have a number ${param}`)),
    ...(isDisease ? [] : [problem(['disease'], `no disease ${disease}`)]),
    ...overlay.documents.flatMap(({ code, clause }, index) => [
      ...(isKnownDocument(code)
        ? []
        : [problem(['documents', index, 'code'], `${code} is not in the document vocabulary`)]),
      ...terms
        .filter((version) => version.clauses[clause] === undefined)
        .map((version) =>
          problem(['documents', index, 'clause'], `clause ${clause} has no text in ${version.version}`),
        ),
    ]),
  ]
}
