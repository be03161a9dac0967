import { checkFlow } from '../../core/escalation/check-flow.ts'
import { type Flow, flowFileSchema, flowIdOf } from '../../core/escalation/flow.ts'
import type { Outcome } from '../../core/refusal.ts'
import { sha256OfJson } from '../canonical-json.ts'
import { type DocumentOptions, type DocumentsReport, importDocuments } from './import-documents.ts'
import { pathProblemOf } from './path-problem.ts'
import type { Imported } from './problem.ts'

/** The arguments of `flow.install`. */
export type FlowArgs = { definition: Flow }
/** Gives one `flow.install`; with `dryRun`, keeps nothing. */
export type GiveFlow = (args: FlowArgs, options: { dryRun: boolean }) => Promise<Outcome>

/** Installs the flows of a file. */
export function importFlows(options: DocumentOptions, give: GiveFlow): Promise<Imported<DocumentsReport>> {
  return importDocuments<Flow>(options, {
    kind: 'flows',
    schema: flowFileSchema,
    check: (flow) => checkFlow(flow).map(pathProblemOf),
    idOf: flowIdOf,
    sha256Of: sha256OfJson,
    give: (definition) => give({ definition }, { dryRun: options.dryRun }),
    refusal: 'flow.bad-flow',
    toPathProblem: pathProblemOf,
  })
}
