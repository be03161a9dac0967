import { readOverlay } from '../../core/product/check-overlay.ts'
import { type Overlay, overlaySchema } from '../../core/product/overlay.ts'
import { checkPack, type Pack, packSchema } from '../../core/product/pack.ts'
import type { Outcome } from '../../core/refusal.ts'
import { sha256OfJson } from '../canonical-json.ts'
import { type PathProblem, schemaProblems } from '../yaml-file.ts'
import { type DocumentOptions, type DocumentsReport, importDocuments } from './import-documents.ts'
import { pathProblemOf } from './path-problem.ts'
import type { Imported } from './problem.ts'

/** A pack or an overlay that its check has passed; `sha256` is of its canonical JSON. */
export type Rules =
  | { kind: 'product'; id: string; definition: Pack; sha256: string }
  | { kind: 'overlay'; id: string; definition: Overlay; sha256: string }
/** Gives the command for one of them; with `dryRun`, keeps nothing. */
export type GiveRules = (rules: Rules, options: { dryRun: boolean }) => Promise<Outcome>

/**
 * Reads the packs and overlays of a file and gives each. An overlay is checked against the packs that it names: those of the
 * file above it, and `packs`.
 */
export function importProducts(
  options: DocumentOptions,
  packs: readonly Pack[],
  give: GiveRules,
): Promise<Imported<DocumentsReport>> {
  const known = new Map(packs.map((pack) => [pack.product, pack]))
  return importDocuments(options, {
    kind: 'products',
    check(value) {
      const rules = isOverlay(value) ? overlayOf(value, [...known.values()]) : packOf(value)
      if ('problems' in rules) return rules
      if (rules.kind === 'product') known.set(rules.id, rules.definition)
      const { id, sha256 } = rules
      return { id, sha256, give: () => give(rules, { dryRun: options.dryRun }) }
    },
    refusals: ['product.bad-pack', 'pack.bad-overlay'],
    toPathProblem: pathProblemOf,
  })
}

/** What only one of both kinds has tells which a document wants to be; it may be broken. */
function isOverlay(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || 'terms' in value) return false
  return ['announced', 'diagnosed', 'drop_gates', 'same_for_all_buyers'].some((key) => key in value)
}

function packOf(value: unknown): Rules | { problems: readonly PathProblem[] } {
  const parsed = packSchema.safeParse(value)
  if (!parsed.success) return { problems: schemaProblems(parsed.error) }
  const definition = parsed.data
  const problems = checkPack(definition).map(pathProblemOf)
  if (problems.length > 0) return { problems }
  return { kind: 'product', id: definition.product, definition, sha256: sha256OfJson(definition) }
}

function overlayOf(value: unknown, packs: readonly Pack[]): Rules | { problems: readonly PathProblem[] } {
  const parsed = overlaySchema.safeParse(value)
  if (!parsed.success) return { problems: schemaProblems(parsed.error) }
  const reading = readOverlay(value, packs)
  if ('problems' in reading) return { problems: reading.problems.map(pathProblemOf) }
  const definition = reading.overlay
  return { kind: 'overlay', id: definition.id, definition, sha256: sha256OfJson(definition) }
}
