/** The endpoint could not be reached, or did not answer as one. The desk works on and tries again. */
export class Unreachable extends Error {}

/** The endpoint answered with a problem: `type` says which (sync/protocol.ts). */
export class Problem extends Error {
  readonly type: string
  readonly status: number
  constructor(type: string, status: number, title: string) {
    super(title)
    this.type = type
    this.status = status
  }
}

/** The endpoint does not know the command: it is older than the desk. Nothing is decided; the desk keeps the command. */
export class UnknownCommand extends Error {
  readonly command: string
  constructor(command: string) {
    super(`unknown command ${command}`)
    this.command = command
  }
}
