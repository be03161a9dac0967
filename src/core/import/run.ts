import { z } from 'zod'
import { command } from '../command.ts'
import { done, refuse } from '../refusal.ts'

/** Who may import. */
export const importers = ['service', 'supervisor', 'manager'] as const

const count = z.int().nonnegative()

/**
 * How far the import of one file is. `id`: its kind and the SHA-256 of its bytes, or of those and the name of its sheet. A file that was imported to its end and comes again
 * begins a new round. Lives on the authority alone.
 */
export const importRunSchema = z.object({
  id: z.string(),
  kind: z.string(),
  source: z.string(),
  round: count,
  state: z.enum(['running', 'done']),
  /** Chunks given in this round, and what their rows became. */
  chunks: count,
  added: count,
  changed: count,
  unchanged: count,
  rejected: count,
  begunBy: z.string(),
  begunAt: z.int(),
  /** When the last chunk came (epoch ms). */
  movedAt: z.int(),
})

const runId = z.string().regex(/^[a-z]+\.[0-9a-f]{64}$/)

/** Begins the import of a file, or goes on with one that was cut off. */
export const beginImport = command({
  name: 'import.begin',
  roles: importers,
  offline: 'onlineOnly',
  args: () => z.object({ run: runId, source: z.string().max(200) }),
  async run({ args, actor, now, tx }) {
    const before = await tx.get('importRun', args.run)
    const isResumed = before?.state === 'running' && before.chunks > 0
    const begun = before?.state === 'running' ? before : { ...nothing, round: (before?.round ?? 0) + 1, begunAt: now }
    const kind = args.run.split('.')[0] ?? ''
    await tx.put('importRun', {
      ...begun,
      ...{ id: args.run, kind, source: args.source, state: 'running', begunBy: actor.staffId, movedAt: now },
    })
    return done({ run: args.run, source: args.source, round: begun.round, chunks: begun.chunks, isResumed })
  },
})

/** The end of a file: whoever brings it again begins anew. */
export const endImport = command({
  name: 'import.end',
  roles: importers,
  offline: 'onlineOnly',
  args: () => z.object({ run: runId }),
  async run({ args, now, tx }) {
    const run = await tx.get('importRun', args.run)
    if (!run) return refuse('not-found', { entity: 'importRun', id: args.run })
    await tx.put('importRun', { ...run, state: 'done', movedAt: now })
    const { source, chunks, added, changed, unchanged, rejected } = run
    return done({ run: args.run, source, chunks, added, changed, unchanged, rejected })
  },
})

const nothing = { chunks: 0, added: 0, changed: 0, unchanged: 0, rejected: 0 }
