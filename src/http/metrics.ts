import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** Read when the metrics are: what stands, not what has happened. */
export type Standing = { waiters(): number; weight(): Promise<{ headVersion: number; walBytes: number }> }

/** What an operator may watch (Prometheus). Labels are names of routes and commands only, never of people. */
export function metricsOf({ waiters, weight }: Standing) {
  const register = new Registry()
  const registers = [register]
  const requests = new Counter({
    name: 'butler_requests_total',
    help: 'Requests answered',
    labelNames: ['route', 'method', 'status'] as const,
    registers,
  })
  const seconds = new Histogram({
    name: 'butler_request_seconds',
    help: 'Time to answer; waits and hints are as long as nothing happens',
    labelNames: ['route'] as const,
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30],
    registers,
  })
  const commands = new Counter({
    name: 'butler_commands_total',
    help: 'Commands decided',
    labelNames: ['command', 'outcome'] as const,
    registers,
  })
  const limited = new Counter({
    name: 'butler_limited_total',
    help: 'Requests turned away by a limit',
    labelNames: ['limit'] as const,
    registers,
  })
  const reveals = new Counter({ name: 'butler_reveals_total', help: 'Masked values shown', registers })
  const differed = new Counter({
    name: 'butler_digest_mismatches_total',
    help: 'Desks whose rows were not those of the authority',
    registers,
  })
  const waiting = new Gauge({ name: 'butler_waiters', help: 'Desks that wait for a hint', registers })
  const head = new Gauge({ name: 'butler_head_version', help: 'The newest commit version', registers })
  const wal = new Gauge({ name: 'butler_wal_bytes', help: 'Bytes in the write-ahead log', registers })
  let isWhole = false
  return {
    answered(route: string, method: string, status: number, ms: number): void {
      requests.inc({ route, method, status })
      seconds.observe({ route }, ms / 1_000)
    },
    decided(command: string, isAccepted: boolean): void {
      commands.inc({ command, outcome: isAccepted ? 'accepted' : 'refused' })
    },
    revealed: (): void => reveals.inc(),
    differed: (): void => differed.inc(),
    limited: (limit: string): void => limited.inc({ limit }),
    contentType: register.contentType,
    async text(): Promise<string> {
      // Node's own figures cost a little all the time: from the first time that somebody looks.
      if (!isWhole) collectDefaultMetrics({ register })
      isWhole = true
      const { headVersion, walBytes } = await weight()
      waiting.set(waiters())
      head.set(headVersion)
      wal.set(walBytes)
      return register.metrics()
    },
  }
}
export type Metrics = ReturnType<typeof metricsOf>
