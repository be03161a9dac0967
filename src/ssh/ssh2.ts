import type * as Ssh2 from 'ssh2'

/** The protocol, loaded when it is served: a CommonJS package. */
export async function ssh2(): Promise<typeof Ssh2> {
  return (await import('ssh2')).default as unknown as typeof Ssh2
}
