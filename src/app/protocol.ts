/** The wire format as the HTTP face needs it: faces do not reach into sync/. */
export { bodyLimitBytes, decideRequest, enrolRequest, protocolVersion, pushRequest } from '../sync/protocol.ts'
export { problemTypes } from '../sync/faults.ts'
