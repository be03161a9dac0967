import type { ResourceKind } from '../core/resource/kinds.ts'
import type { Resource } from '../core/resource/schema.ts'
import { isStale } from '../core/resource/standing.ts'
import { fold, loadFold } from '../store/fold.ts'
import type { Home } from './home.ts'
import { resourceKindWords } from './language/reply-words.ts'

/** `isStale`: nobody has made sure of the number for too long. */
export type ListedResource = Resource & { isStale: boolean }

/** The entries of the directory in which every word of the text is found: of the whole country first, then by city and name. */
export async function searchResources(
  { query, clock }: Pick<Home, 'query' | 'clock'>,
  text = '',
  kind?: ResourceKind,
): Promise<ListedResource[]> {
  await loadFold()
  const words = fold(text).split(/\s+/).filter(Boolean)
  const placeOf = ({ city, district, kind: of, name, id }: Resource) =>
    [city ?? '', order.indexOf(of), district ?? '', name, id].join('\n')
  return (await query.all('resource'))
    .filter((one) => kind === undefined || one.kind === kind)
    .filter((one) => {
      const kindWords = Object.values(resourceKindWords[one.kind])
      const all = fold([one.name, one.phone, one.city, one.district, one.note, ...kindWords].join('\n'))
      return words.every((word) => all.includes(word))
    })
    .sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
    .map((one) => ({ ...one, isStale: isStale(one, clock.now()) }))
}

const order = Object.keys(resourceKindWords) as ResourceKind[]
