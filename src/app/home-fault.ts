/** A fault of the set-up that a person can mend; `code` picks the words (app/faults.ts). */
export type HomeFaultCode =
  | 'no-home'
  | 'not-joined'
  | 'exists'
  | 'no-such-staff'
  | 'say-who'
  | 'not-an-authority'
  | 'bad-store'
  | 'password-in-view'
  | 'not-empty'
  | 'not-a-desk'
  | 'bad-key'
  | 'broken-history'
  | 'store-is-file'
  | 'bad-certificate'
  | 'bad-tls-key'
  | 'unlike-tls-key'
  | 'bad-host'
  | 'bad-host-key'
  | 'ssh-port-in-use'
  | 'port-not-allowed'

export class HomeFault extends Error {
  readonly code: HomeFaultCode
  readonly subject: string
  constructor(code: HomeFaultCode, subject: string) {
    super(`${code}: ${subject}`)
    this.code = code
    this.subject = subject
  }
}
