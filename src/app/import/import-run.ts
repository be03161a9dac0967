import type { RowKind } from '../../core/import/schema.ts'
import type { Language, Words } from '../../core/language.ts'
import type { Outcome } from '../../core/refusal.ts'
import { expected, reasonText } from './catalogue.ts'
import type { Format } from './format.ts'
import { giveChunk, type GivenReject } from './give-chunk.ts'
import type { Problem, RowProblem } from './problem.ts'
import { type RejectsTarget, rejectsWriter } from './rejects.ts'
import { wordsOf } from './row-check.ts'
import { type Fields, problemOf } from './row-reader.ts'

export type RunTally = { added: number; changed: number; unchanged: number; rejected: number }
/** How far a run is. */
export type RunState = {
  tally: RunTally
  problems: Problem[]
  problemCount: number
  rejectsFile: string | null
}
export type RunOptions = {
  kind: RowKind
  file: string
  language: Language
  chunkRows: number
  rejects: RejectsTarget | null
}

/** A row, and its JSON: how much it weighs, and what the id of its chunk is made of. */
export type Given = { row: Fields; json: string }

/** An endpoint takes a request of a mebibyte; a chunk stays well below, whatever its rows hold. */
const chunkBytes = 512 * 1024

/** Problems that are kept to be shown; the rest are counted, and stand in the rejects file. */
const problemsKept = 1_000

/**
 * The loop of an import: records in, chunks out, rejects aside. One chunk is in hand at a time and no bytes are read while it
 * is given, so memory does not grow with the file.
 */
export function importRun<R extends { line: number }>(
  options: RunOptions,
  format: Format<R>,
  give: (rows: readonly Given[]) => Promise<Outcome>,
  onChunk: (rowsDone: number) => void,
): { finish(): Promise<void>; state(): RunState } {
  const { kind, file, language } = options
  const tally: RunTally = { added: 0, changed: 0, unchanged: 0, rejected: 0 }
  const rejects = rejectsWriter(options.rejects, format.rejectsExtension, format.rejectsHead)
  const problems: Problem[] = []
  let problemCount = 0
  let chunk: (Given & { record: R })[] = []
  let bytes = 0
  let bad: { record: R; found: readonly RowProblem[] }[] = []

  function reject({ record, found }: (typeof bad)[number]): void {
    tally.rejected++
    const said = found.map(({ expected: words, ...rest }): Problem => ({ file, ...rest, expected: words[language] }))
    problemCount += said.length
    if (problems.length < problemsKept) problems.push(...said.slice(0, problemsKept - problems.length))
    rejects.add(format.rejectLine(record, said.map((problem) => reasonText(problem, language)).join(' · ')))
  }

  async function giveUp(): Promise<void> {
    const [given, rejected] = [chunk, bad]
    chunk = []
    bytes = 0
    bad = []
    if (given.length > 0) {
      const result = await giveChunk(given, give)
      tally.added += result.added
      tally.changed += result.changed
      tally.unchanged += result.unchanged
      for (const one of result.rejected) {
        const record = given[one.index]?.record
        if (record) rejected.push({ record, found: [fromStore(record, one)] })
      }
    }
    // In the order of the file, whether reading or the store found the fault.
    rejected.sort((a, b) => a.record.line - b.record.line)
    for (const one of rejected) reject(one)
    await rejects.flush()
    onChunk(tally.added + tally.changed + tally.unchanged + tally.rejected)
  }

  function fromStore(record: R, { field, value, expected: said, isTaken }: GivenReject): RowProblem {
    const { place, value: written } = format.find(record, field)
    const words = isTaken ? expected.unique() : (knownWords[field] ?? storeWords(kind, field, said))
    return problemOf(record.line, place, written || value, words)
  }

  return {
    async finish() {
      try {
        for await (const batch of format.batches) {
          for (const record of batch) {
            const { row, problems: found } = format.check(record.line, record)
            if (row) {
              const json = JSON.stringify(row)
              const size = Buffer.byteLength(json)
              if (bytes + size > chunkBytes && chunk.length > 0) await giveUp()
              chunk.push({ record, row, json })
              bytes += size
            } else bad.push({ record, found })
            if (chunk.length >= options.chunkRows || bad.length >= options.chunkRows) await giveUp()
          }
        }
        await giveUp()
      } finally {
        await rejects.close()
      }
    },
    state: () => ({ tally, problems, problemCount, rejectsFile: rejects.file }),
  }
}

/** What the store says in English only, for the fields that it says it of. */
const knownWords: Readonly<Record<string, Words>> = {
  owner: expected.butler(),
  customer: expected.customer(),
  productCode: expected.product(),
  staff: expected.colleague(),
  from: expected.freeTime(),
}

function storeWords(kind: RowKind, field: string, said: string): Words {
  return said === '' ? wordsOf(kind, field, null) : expected.verbatim(said)
}
