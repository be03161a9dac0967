import type { Hono } from 'hono'
import { protocolHeader, wire } from '../app/protocol.ts'
import { addressOf } from './address.ts'
import { problemOf } from './answer.ts'
import type { Endpoint, Env } from './environment.ts'
import { rateLimit } from './rate-limit.ts'
import { forAnyone, forDesks, tokenIn } from './route.ts'

/** The first protocol whose desks renew their tokens. */
const renewingProtocol = 2
/** The first whose desks tell an authority again what a restored backup has lost. */
const recoveringProtocol = 3
/** A desk that asks again and again is told of once. */
const onceAnHour = { burst: 1, perSecond: 1 / 3_600 }

/** What desks ask of an authority. */
export function deskRoutes(app: Hono<Env>, endpoint: Endpoint): void {
  const { authority, metrics, wrongCodes, exposure } = endpoint
  const historyAlerts = rateLimit(onceAnHour, () => performance.now())

  forAnyone(app, endpoint, wire.enrol, async ({ context, body }) => {
    // Taken before the code is looked at and given back when it was right: of many at once no more get a try.
    const address = addressOf(context.env.incoming, exposure.isBehindProxy)
    const retryAfterMs = wrongCodes.take(address)
    if (retryAfterMs > 0) {
      metrics.limited('codes')
      return problemOf(context, 'rateLimited', { retryAfterMs, detail: 'too many wrong codes' })
    }
    const enrolled = await authority.enrol(body.code, body.deviceName, body.protocol >= renewingProtocol)
    if (!enrolled.ok)
      return problemOf(context, 'unauthorized', { detail: 'The code is not known, was used, or has run out' })
    wrongCodes.give(address)
    const { staff, ok: _ok, ...issued } = enrolled
    const who = { id: staff.id, name: staff.name, role: staff.role }
    return { ...issued, epoch: await authority.epoch(), staff: who }
  })

  forAnyone(app, endpoint, wire.renew, async ({ context, body: { tokenHash, refreshHash } }) => {
    const tokenLifeMs = await authority.renew(tokenIn(context) ?? '', { tokenHash, refreshHash })
    return tokenLifeMs === null ? problemOf(context, 'unauthorized') : { tokenLifeMs }
  })

  forDesks(app, endpoint, wire.push, async ({ context, desk, body }) => {
    if (body.epoch && body.epoch !== (await authority.epoch()))
      return body.protocol < recoveringProtocol ? { lastSeq: 0 } : problemOf(context, 'epoch')
    const { lastSeq, stop, decided } = await authority.push(desk, body.commands)
    for (const { name, isAccepted } of decided) metrics.decided(name, isAccepted)
    // What has to wait for others is asked for again with the next round.
    if (stop === null || stop === 'recovering') return { lastSeq }
    return problemOf(context, stop, stop === 'unknownCommand' ? {} : { detail: `The last command was ${lastSeq}` })
  })

  forDesks(app, endpoint, wire.decide, async ({ context, desk, body: { command } }) => {
    const decided = await authority.decide(desk, command)
    if (!decided) return problemOf(context, 'unknownCommand')
    if (decided === 'recovering') return problemOf(context, 'recovering')
    metrics.decided(command.name, decided.outcome.ok)
    return decided
  })

  forDesks(app, endpoint, wire.reveal, async ({ context, desk, body: { command } }) => {
    const revealed = await authority.reveal(desk, command)
    if (!revealed) return problemOf(context, 'unknownCommand')
    const { outcome, value, ver, alert } = revealed
    metrics.decided(command.name, outcome.ok)
    if (value !== null) metrics.revealed()
    if (alert !== null) endpoint.onAlert({ is: 'reveals', staffId: desk.staffId, anHour: alert })
    return { outcome, value, ver }
  })

  forDesks(app, endpoint, wire.access, async ({ desk, body: { entries } }) => ({
    lastSeq: await authority.access(desk, entries),
  }))

  forDesks(app, endpoint, wire.presence, async ({ desk, body: { here } }) => ({
    others: await authority.presence.say(desk, here),
  }))

  forDesks(app, endpoint, wire.pull, async ({ context, desk, query: { cursor, ...asking } }) => {
    const protocol = Number(context.req.header(protocolHeader) ?? 1)
    const told = await authority.pull(desk, { cursor: cursor ?? null, ...asking }, protocol)
    if (typeof told !== 'string') return told
    if (told === 'history' && historyAlerts.take(desk.deviceId) === 0)
      endpoint.onAlert({ is: 'history', deviceId: desk.deviceId })
    return problemOf(context, noPull[told])
  })
}

const noPull = { gone: 'cursorGone', large: 'largeChange', history: 'history' } as const
