/** The wire format as the HTTP face needs it: faces do not reach into sync/. */
export { bodyLimitBytes, oldestProtocol, problem, protocolHeader, protocolVersion } from '../sync/protocol.ts'
export { problemTypes } from '../sync/faults.ts'
export { wire, type WireRoute } from '../sync/wire.ts'
