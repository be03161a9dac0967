import { checkFlow } from '../../core/escalation/check-flow.ts'
import { type Flow, flowIdOf } from '../../core/escalation/flow.ts'
import { flowFileSchema } from '../../core/escalation/flow-schema.ts'
import type { Outcome } from '../../core/refusal.ts'
import { sha256OfJson } from '../canonical-json.ts'
import { schemaProblems } from '../yaml-file.ts'
import { type DocumentOptions, type DocumentsReport, importDocuments } from './import-documents.ts'
import { pathProblemOf } from './path-problem.ts'
import type { Imported } from './problem.ts'

/** The arguments of `flow.install`. */
export type FlowArgs = { definition: Flow }
/** Gives one `flow.install`; with `dryRun`, keeps nothing. */
export type GiveFlow = (args: FlowArgs, options: { dryRun: boolean }) => Promise<Outcome>

/** Installs the flows of a file. */
export function importFlows(options: DocumentOptions, give: GiveFlow): Promise<Imported<DocumentsReport>> {
  return importDocuments(options, {
    kind: 'flows',
    check(value) {
      const parsed = flowFileSchema.safeParse(value)
      if (!parsed.success) return { problems: schemaProblems(parsed.error) }
      const definition = parsed.data
      const problems = checkFlow(definition).map(pathProblemOf)
      if (problems.length > 0) return { problems }
      const { dryRun } = options
      return {
        id: flowIdOf(definition),
        sha256: sha256OfJson(definition),
        give: () => give({ definition }, { dryRun }),
      }
    },
    refusals: ['flow.bad-flow'],
    toPathProblem: pathProblemOf,
  })
}
