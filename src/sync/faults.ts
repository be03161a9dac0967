/** The endpoint could not be reached, or did not answer as one. The desk works on and tries again. */
export class Unreachable extends Error {}

/** What an endpoint may have against a request; stable, for programs. */
export const problemTypes = {
  protocol: 'urn:butler:problem:protocol',
  unauthorized: 'urn:butler:problem:unauthorized',
  epoch: 'urn:butler:problem:epoch',
  sequence: 'urn:butler:problem:sequence',
  copied: 'urn:butler:problem:copied',
  body: 'urn:butler:problem:body',
  tooLarge: 'urn:butler:problem:too-large',
  unknownCommand: 'urn:butler:problem:unknown-command',
  notFound: 'urn:butler:problem:not-found',
  fault: 'urn:butler:problem:fault',
} as const

/** The endpoint answered with a problem: `type` says which. */
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
