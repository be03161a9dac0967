/** What may be wrong with a database that a person can mend, or wait out. */
export type StoreFaultCode = 'busy' | 'unreachable' | 'login' | 'no-database' | 'collation' | 'too-old' | 'full'

/** `place`: the address without its password. `busy` and `unreachable` pass: nothing was changed, and the same may be tried again. */
export class StoreFault extends Error {
  readonly code: StoreFaultCode
  readonly place: string
  constructor(code: StoreFaultCode, place: string, cause?: unknown) {
    super(`${code}: ${place}`, { cause })
    this.code = code
    this.place = place
  }
}
