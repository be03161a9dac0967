import { checkReply } from '../../core/reply/check.ts'
import { type Reply, replyIdOf } from '../../core/reply/file.ts'
import { replyFileSchema } from '../../core/reply/file-schema.ts'
import { type ResourceFile, resourceFileSchema } from '../../core/resource/commands.ts'
import type { Outcome } from '../../core/refusal.ts'
import { sha256OfJson } from '../canonical-json.ts'
import { schemaProblems } from '../yaml-file.ts'
import { type DocumentOptions, type DocumentsReport, importDocuments } from './import-documents.ts'
import { pathProblemOf } from './path-problem.ts'
import type { Imported } from './problem.ts'

/** Gives one command; with `dryRun`, keeps nothing. */
export type GiveDocument<A> = (args: A, options: { dryRun: boolean }) => Promise<Outcome>

/** Installs the replies of a file by `reply.install`. */
export function importReplies(
  options: DocumentOptions,
  give: GiveDocument<{ definition: Reply }>,
): Promise<Imported<DocumentsReport>> {
  return importDocuments(options, {
    kind: 'replies',
    check(value) {
      const parsed = replyFileSchema.safeParse(value)
      if (!parsed.success) return { problems: schemaProblems(parsed.error) }
      const definition = parsed.data
      const problems = checkReply(definition).map(pathProblemOf)
      if (problems.length > 0) return { problems }
      const sha256 = sha256OfJson(definition)
      return { id: replyIdOf(definition), sha256, give: () => give({ definition }, { dryRun: options.dryRun }) }
    },
    refusals: ['reply.bad-reply'],
    toPathProblem: pathProblemOf,
  })
}

/** Adds the entries of a file, one a document, to the directory by `resource.add`. */
export function importResources(
  options: DocumentOptions,
  give: GiveDocument<ResourceFile>,
): Promise<Imported<DocumentsReport>> {
  return importDocuments(options, {
    kind: 'resources',
    check(value) {
      const parsed = resourceFileSchema.safeParse(value)
      if (!parsed.success) return { problems: schemaProblems(parsed.error) }
      const entry = parsed.data
      const id = `${entry.kind} ${entry.name}`
      return { id, sha256: sha256OfJson(entry), give: () => give(entry, { dryRun: options.dryRun }) }
    },
    refusals: [],
    toPathProblem: pathProblemOf,
  })
}
