import type { CivilDate } from '../civil-date.ts'
import type { Pack } from './pack.ts'
import type { PackRevision, Product } from './schema.ts'

/** A pack ready to judge with, and the digest that a judgement under it names. */
export type LoadedPack = { readonly pack: Pack; readonly sha256: string }

/** The civil date on which a revision became known: its name (`2026-03-01.1`) begins with it. */
export function revisionDate(revision: string): CivilDate {
  return revision.slice(0, 10)
}

/** Below 0 when `a` is the earlier revision, 0 when both are the same: by date, then by number (`.10` comes after `.9`). */
export function compareRevisions(a: string, b: string): number {
  const [dayA, dayB] = [revisionDate(a), revisionDate(b)]
  return dayA === dayB ? Number(a.slice(11)) - Number(b.slice(11)) : dayA < dayB ? -1 : 1
}

/**
 * The revision of a product that was known on a civil date: the latest of that date or earlier; the oldest of all where none
 * is that old. `earlier` may hold revisions of other products too.
 */
export function packAsOf(
  installed: Pick<Product, 'id' | 'revision' | 'pack' | 'sha256'>,
  earlier: readonly PackRevision[],
  asOf: CivilDate,
): LoadedPack {
  const known = [
    { revision: installed.revision, pack: installed.pack, sha256: installed.sha256 },
    ...earlier
      .filter(({ productCode }) => productCode === installed.id)
      .map(({ id, revision, pack }) => ({ revision, pack, sha256: id })),
  ].toSorted((a, b) => compareRevisions(b.revision, a.revision))
  const chosen = known.find(({ revision }) => revisionDate(revision) <= asOf) ?? known.at(-1)
  // Checked when it was installed; the list is never empty.
  return { pack: (chosen?.pack ?? installed.pack) as Pack, sha256: chosen?.sha256 ?? installed.sha256 }
}
