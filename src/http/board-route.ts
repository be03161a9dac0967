import { isLeader } from '../core/staff/roles.ts'
import type { Hono } from 'hono'
import { wire } from '../app/protocol.ts'
import { problemOf } from './answer.ts'
import type { Endpoint, Env } from './environment.ts'
import { forDesks } from './route.ts'

/** How the team stands, for those who lead it: their desks hold a part of its work only. */
export function boardRoute(app: Hono<Env>, endpoint: Endpoint): void {
  forDesks(app, endpoint, wire.board, async ({ context, desk, query }) =>
    isLeader(desk.role) ? endpoint.authority.board(desk, query) : problemOf(context, 'forbidden'),
  )
}
