/** The wire format as the HTTP face needs it: faces do not reach into sync/. */
export {
  bodyLimitBytes,
  decideRequest,
  enrolRequest,
  problemTypes,
  protocolVersion,
  pushRequest,
} from '../sync/protocol.ts'
