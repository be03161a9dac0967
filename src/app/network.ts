/** The network as faces may meet it: they do not reach into sync/. */
export { Problem, problemTypes, Unreachable, Unsafe } from '../sync/faults.ts'
export { isLoopback, isSafeEndpoint } from '../sync/loopback.ts'
