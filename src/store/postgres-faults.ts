import { StoreFault, type StoreFaultCode } from './store-fault.ts'

/** Deadlock, serialisation failure, lock time-out: PostgreSQL took the transaction back, and it can be tried again. */
export function isPassing(fault: unknown): boolean {
  return fault instanceof Error && ['40P01', '40001', '55P03'].includes(codeOf(fault))
}

/** What PostgreSQL or the way to it says, as one of our faults; anything else as it is. */
export function postgresFault(fault: unknown, place: string): unknown {
  if (!(fault instanceof Error) || fault instanceof StoreFault) return fault
  const code = isPassing(fault) ? 'busy' : (byCode[codeOf(fault)] ?? byMessage(fault.message))
  return code ? new StoreFault(code, place, fault) : fault
}

const byCode: Readonly<Record<string, StoreFaultCode>> = {
  ...{ '57014': 'busy', '53300': 'busy', '53100': 'full' },
  ...{ ECONNREFUSED: 'unreachable', ECONNRESET: 'unreachable', ENOTFOUND: 'unreachable', ETIMEDOUT: 'unreachable' },
  ...{ EHOSTUNREACH: 'unreachable', ENETUNREACH: 'unreachable', EPIPE: 'unreachable', EAI_AGAIN: 'unreachable' },
  // Shut down, crashed, starting up; a session that was ended because it stood still inside a transaction.
  ...{ '57P01': 'unreachable', '57P02': 'unreachable', '57P03': 'unreachable', '25P03': 'unreachable' },
  ...{ '08000': 'unreachable', '08003': 'unreachable', '08006': 'unreachable' },
  ...{ '28P01': 'login', '28000': 'login', '42501': 'login', '3D000': 'no-database' },
}

/** The driver's own faults have no code. */
function byMessage(message: string): StoreFaultCode | null {
  if (/timeout exceeded when trying to connect/.test(message)) return 'busy'
  if (/Connection terminated|not queryable|connection error/i.test(message)) return 'unreachable'
  if (/^SASL|client password must be a string|does not support SSL/.test(message)) return 'login'
  return null
}

function codeOf(fault: Error): string {
  return 'code' in fault && typeof fault.code === 'string' ? fault.code : ''
}
