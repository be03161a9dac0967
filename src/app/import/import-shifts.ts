import type { Outcome } from '../../core/refusal.ts'
import { type ShiftFile, shiftFileSchema } from '../../core/roster/commands.ts'
import { sha256OfJson } from '../canonical-json.ts'
import { schemaProblems } from '../yaml-file.ts'
import { type DocumentOptions, type DocumentsReport, importDocuments } from './import-documents.ts'
import { pathProblemOf } from './path-problem.ts'
import type { Imported } from './problem.ts'

type GiveShifts = (args: ShiftFile, options: { dryRun: boolean }) => Promise<Outcome>

/** Puts the shifts of a YAML or JSON file into the roster by `shift.add`: one person's shifts of the same hours a document. */
export function importShifts(options: DocumentOptions, give: GiveShifts): Promise<Imported<DocumentsReport>> {
  return importDocuments(options, {
    kind: 'shifts',
    check(value) {
      const parsed = shiftFileSchema.safeParse(value)
      if (!parsed.success) return { problems: schemaProblems(parsed.error) }
      const { staff, on, from, until } = parsed.data
      const id = `${staff} ${on.join(' ')} ${from}–${until}`
      return { id, sha256: sha256OfJson(parsed.data), give: () => give(parsed.data, { dryRun: options.dryRun }) }
    },
    refusals: ['shift.overlap', 'not-found', 'staff.not-active'],
    pathOf: ({ code }) => (code === 'shift.overlap' ? ['on'] : ['staff']),
    toPathProblem: pathProblemOf,
  })
}
