/** What an endpoint writes about itself, a line of JSON each, to stderr. */
export type EndpointLog = {
  say(what: Readonly<Record<string, unknown>>, message: string): void
  request(line: Readonly<Record<string, unknown>>): void
  alert(what: Readonly<Record<string, unknown>>): void
  fault(fault: unknown, requestId?: string): void
}

/** Asked every few seconds by machines: not worth a line. */
const quietRoutes: ReadonlySet<unknown> = new Set(['/healthz', '/readyz', '/metrics'])

export async function endpointLog(): Promise<EndpointLog> {
  const { default: pino } = await import('pino')
  const log = pino({ base: null }, pino.destination({ dest: 2, sync: true }))
  return {
    say: (what, message) => log.info(what, message),
    request: (line) => void (quietRoutes.has(line['route']) || log.info(line, 'request')),
    alert: (what) => log.warn(what, 'alert'),
    fault: (fault, requestId) => log.error({ requestId, ...nameOf(fault) }, 'fault'),
  }
}

/** Neither messages nor bodies: both may speak of customers. */
function nameOf(fault: unknown): { name: string; code: string | null; at: string } {
  if (!(fault instanceof Error)) return { name: typeof fault, code: null, at: '' }
  const code = 'code' in fault && typeof fault.code === 'string' ? fault.code : null
  const at = fault.stack?.split('\n').find((line) => line.includes(' at '))
  return { name: fault.name, code, at: at?.trim() ?? '' }
}
