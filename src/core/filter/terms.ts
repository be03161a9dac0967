/** How a field is compared; `:` is "is". */
type Comparison = ':' | '<' | '>' | '<=' | '>='

/** One term of a filter. `isInverse`: rows of which it is true are left out. */
export type Term = { isInverse: boolean } & (
  | { is: 'word'; word: string }
  | { is: 'field'; field: string; comparison: Comparison; value: string }
)

/** What a filter means; `unfinished` are terms that are still being typed (`due<`): they leave nothing out. */
export type Filter = { terms: readonly Term[]; unfinished: readonly string[] }

const fieldTerm = /^([\p{L}_]+)(<=|>=|[:<>=])(.*)$/u

/**
 * Takes a filter apart: words that must all be found, `!word` that must not, `field:value`, `field<value`, `field>value`, `@name` for
 * `with:name`. Full-width twins are the signs that they look like; `text` is folded by the caller where rows are.
 */
export function readFilter(text: string): Filter {
  const terms: Term[] = []
  const unfinished: string[] = []
  for (const typed of text.normalize('NFKC').split(/\s+/).filter(Boolean)) {
    const isInverse = typed.startsWith('!')
    const rest = isInverse ? typed.slice(1) : typed
    const at = rest.startsWith('@') ? ['', 'with', ':', rest.slice(1)] : fieldTerm.exec(rest)
    const [, field, sign, value] = at ?? []
    if (rest === '' || (field !== undefined && value === '')) unfinished.push(typed)
    else if (field === undefined || value === undefined) terms.push({ is: 'word', word: rest.toLowerCase(), isInverse })
    else {
      const comparison = (sign === '=' ? ':' : sign) as Comparison
      terms.push({ is: 'field', field: field.toLowerCase(), comparison, value: value.toLowerCase(), isInverse })
    }
  }
  return { terms, unfinished }
}
