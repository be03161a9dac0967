import { scopesOf } from './scope-feed.ts'
import type { Write } from './store.ts'

type Scopes = ReadonlySet<string>

/** The scopes of customers as one transaction knows them: read once, and kept up with what its commands change. */
export class KnownScopes {
  readonly #write: Write
  readonly #known = new Map<string, Scopes>()

  constructor(write: Write) {
    this.#write = write
  }

  /** Only of customers whom the transaction holds. */
  async of(customerIds: readonly string[]): Promise<Map<string, Scopes>> {
    const unknown = customerIds.filter((id) => !this.#known.has(id))
    if (unknown.length > 0)
      for (const [id, scopes] of await scopesOf(this.#write, [...new Set(unknown)])) this.#known.set(id, scopes)
    return new Map(customerIds.map((id) => [id, this.#known.get(id) ?? new Set()]))
  }

  set(customerId: string, scopes: Scopes): void {
    this.#known.set(customerId, scopes)
  }
}
