/** The faults of the network as faces may meet them: they do not reach into sync/. */
export { Problem, Unreachable } from '../sync/faults.ts'
