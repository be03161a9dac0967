import type { Rules as FileRules } from '../app/import/import-products.ts'
import type { Home } from '../app/home.ts'
import type { CandidateRules, Rules } from '../core/product/rules.ts'
import type { Overlay } from '../core/product/overlay.ts'
import type { Pack } from '../core/product/pack.ts'
import { answerImport } from './import-report.ts'
import { answerRefusal } from './give.ts'
import { refuse } from '../core/refusal.ts'
import type { Session } from './session.ts'

/** What a verb was given to look at, or the exit status when there was something wrong with it, which was said. */
export type Candidates = { candidates: CandidateRules[] } | { status: number }

/** The packs and overlays of a file, `-` for standard input; nothing is kept of a file in which anything is wrong. */
export async function candidatesInFile(session: Session, file: string, rules: Rules): Promise<Candidates> {
  const { importProducts } = await import('../app/import/import-products.ts')
  const { packsIn } = await import('../app/packs.ts')
  const candidates: FileRules[] = []
  const options = { file: file === '-' ? '/dev/stdin' : file, dryRun: false, language: session.language }
  const read = await importProducts(options, packsIn(rules), async (found) => {
    candidates.push(found)
    return { ok: true, result: { isNew: true } }
  })
  if (read.ok && read.report.problemCount === 0) return { candidates }
  return { status: answerImport(session, read) }
}

/** The same of a proposal that waits, by its id, else of a file. */
export async function candidatesNamed(session: Session, home: Home, name: string, rules: Rules): Promise<Candidates> {
  const proposal = await home.query.row('packProposal', name)
  if (!proposal) return candidatesInFile(session, name, rules)
  const { kind, sha256, definition, state, decidedBy: by } = proposal
  if (state !== 'waiting')
    return { status: await answerRefusal(session, refuse('pack.decided', { proposalId: name, state, by }), home) }
  // Checked when it was proposed.
  return kind === 'product'
    ? { candidates: [{ kind, definition: definition as Pack, sha256 }] }
    : { candidates: [{ kind, definition: definition as Overlay, sha256 }] }
}
