import { z } from 'zod'
import { command } from '../command.ts'
import { done, refuse } from '../refusal.ts'
import { about, claimIn, claimWorkers, takeStep, whyNotDay } from './life.ts'
import { insurerStatuses } from './states.ts'

const words = z.string().trim().min(1).max(2000)

/**
 * Notes that the claim was handed in. Documents that were asked for have to be there; `incompleteBecause` hands it in without,
 * and says why.
 */
export const submitClaim = command({
  name: 'claim.submit',
  roles: claimWorkers,
  offline: 'free',
  args: () => z.object({ claimId: z.string(), on: z.iso.date(), incompleteBecause: words.nullable().default(null) }),
  async run({ args, ...context }) {
    const { tx, now } = context
    const claim = await claimIn(tx, args.claimId, ['open', 'judged'])
    if ('ok' in claim) return claim
    const wrong = whyNotDay(now, 'on', args.on)
    if (wrong) return wrong
    const lacking = (await tx.find('document', { claimId: claim.id }))
      .filter(({ state }) => state === 'asked' || state === 'unreadable')
      .map(({ code }) => code)
    if (lacking.length > 0 && args.incompleteBecause === null)
      return refuse('claim.documents-missing', { claimId: claim.id, codes: lacking })
    await tx.put('claim', { ...claim, state: 'submitted', submittedOn: args.on })
    await takeStep(context, claim, 'submitted', { lacking, because: args.incompleteBecause }, args.on)
    return done({ ...about(claim), on: args.on })
  },
})

/** Notes what the insurer says it is doing. */
export const noteInsurerStatus = command({
  name: 'claim.insurerStatus',
  roles: claimWorkers,
  offline: 'free',
  args: () =>
    z.object({
      claimId: z.string(),
      on: z.iso.date(),
      status: z.enum(insurerStatuses),
      note: z.string().max(2000).default(''),
    }),
  async run({ args, ...context }) {
    const { tx, now } = context
    const claim = await claimIn(tx, args.claimId, ['submitted', 'disputed'])
    if ('ok' in claim) return claim
    const { on, status, note } = args
    const wrong = whyNotDay(now, 'on', on, claim.submittedOn)
    if (wrong) return wrong
    const isNewest = claim.insurer === null || on >= claim.insurer.on
    if (isNewest) await tx.put('claim', { ...claim, insurer: { status, on, note } })
    await takeStep(context, claim, 'insurerStatus', { status, note }, on)
    return done({ ...about(claim), status })
  },
})

/**
 * Notes the insurer's notice of missing documents. Its decision clock stands still until they are in (解释二 15), for the first
 * notice only: it may ask once (保险法 22). A further one is noted, and is a ground for a dispute.
 */
export const noteInsurerAsked = command({
  name: 'claim.insurerAsked',
  roles: claimWorkers,
  offline: 'free',
  args: () => z.object({ claimId: z.string(), noticeOn: z.iso.date(), documents: words }),
  async run({ args, ...context }) {
    const { tx, now } = context
    const claim = await claimIn(tx, args.claimId, ['submitted'])
    if ('ok' in claim) return claim
    const { noticeOn, documents } = args
    const before = claim.asks.at(-1)
    if (before && before.suppliedOn === null)
      return refuse('claim.ask-open', { claimId: claim.id, noticeOn: before.noticeOn })
    const wrong = whyNotDay(now, 'noticeOn', noticeOn, before?.suppliedOn ?? claim.submittedOn)
    if (wrong) return wrong
    await tx.put('claim', { ...claim, asks: [...claim.asks, { noticeOn, suppliedOn: null, documents }] })
    const isRepeated = claim.asks.length > 0
    await takeStep(context, claim, 'insurerAsked', { documents, isRepeated }, noticeOn)
    return done({ ...about(claim), isRepeated })
  },
})

/** Notes that what the insurer asked for has reached it: its clock runs on. */
export const noteSupplied = command({
  name: 'claim.supplied',
  roles: claimWorkers,
  offline: 'free',
  args: () => z.object({ claimId: z.string(), on: z.iso.date() }),
  async run({ args, ...context }) {
    const { tx, now } = context
    const claim = await claimIn(tx, args.claimId, ['submitted'])
    if ('ok' in claim) return claim
    const open = claim.asks.findIndex(({ suppliedOn }) => suppliedOn === null)
    const ask = claim.asks[open]
    if (!ask) return refuse('claim.no-ask', { claimId: claim.id })
    const wrong = whyNotDay(now, 'on', args.on, ask.noticeOn)
    if (wrong) return wrong
    await tx.put('claim', { ...claim, asks: claim.asks.with(open, { ...ask, suppliedOn: args.on }) })
    await takeStep(context, claim, 'supplied', { documents: ask.documents }, args.on)
    return done(about(claim))
  },
})

/** Notes that the insurer has decided to pay, and how much: from that day on it has ten days to do so (保险法 23). */
export const noteAgreement = command({
  name: 'claim.agreed',
  roles: claimWorkers,
  offline: 'free',
  args: () =>
    z.object({
      claimId: z.string(),
      agreedOn: z.iso.date(),
      decidedOn: z.iso.date().nullable().default(null),
      agreedFen: z.int().positive(),
    }),
  async run({ args, ...context }) {
    const { tx, now } = context
    const claim = await claimIn(tx, args.claimId, ['submitted'])
    if ('ok' in claim) return claim
    const { agreedOn, agreedFen } = args
    const decidedOn = args.decidedOn ?? agreedOn
    const wrong =
      whyNotDay(now, 'agreedOn', agreedOn, decidedOn) ?? whyNotDay(now, 'decidedOn', decidedOn, claim.submittedOn)
    if (wrong) return wrong
    await tx.put('claim', { ...claim, agreedOn, decidedOn })
    await takeStep(context, claim, 'agreed', { agreedFen }, agreedOn)
    return done({ ...about(claim), agreedFen })
  },
})

/**
 * Notes what the insurer paid. `advance`: the ascertainable part, the rest still to be decided (保险法 25). `part`: its last
 * word is less than was claimed, with its reason. Money that is not a claim payment never enters here.
 */
export const notePaid = command({
  name: 'claim.paid',
  roles: claimWorkers,
  offline: 'free',
  args: () =>
    z.object({
      claimId: z.string(),
      paidOn: z.iso.date(),
      paidFen: z.int().positive(),
      as: z.enum(['full', 'part', 'advance']),
      decidedOn: z.iso.date().nullable().default(null),
      agreedOn: z.iso.date().nullable().default(null),
      reason: words.nullable().default(null),
      clause: z.string().max(40).nullable().default(null),
      claimedFen: z.int().nonnegative().nullable().default(null),
    }),
  async run({ args, ...context }) {
    const { tx, now } = context
    const claim = await claimIn(tx, args.claimId, ['submitted'])
    if ('ok' in claim) return claim
    const { paidOn, paidFen, as, reason, clause } = args
    // Two people may note the same transfer: it is one.
    const known = (await tx.find('claimStep', { claimId: claim.id, kind: 'paid', on: paidOn })).some(
      ({ data }) => data['paidFen'] === paidFen,
    )
    if (known) return refuse('claim.payment-known', { claimId: claim.id, paidOn, paidFen })
    for (const [field, on] of Object.entries({ paidOn, decidedOn: args.decidedOn, agreedOn: args.agreedOn })) {
      const wrong = on === null ? null : whyNotDay(now, field, on, claim.submittedOn)
      if (wrong) return wrong
    }
    if (as === 'part' && reason === null) return refuse('claim.reason-missing', { claimId: claim.id })
    const total = (claim.paidFen ?? 0) + paidFen
    const kind = as === 'part' ? 'partlyPaid' : 'paid'
    const decided =
      as === 'advance'
        ? {}
        : {
            decidedOn: args.decidedOn ?? claim.decidedOn ?? paidOn,
            agreedOn: args.agreedOn ?? claim.agreedOn ?? paidOn,
          }
    const lesser = as === 'part' ? { refusalReason: reason, refusalClause: clause } : {}
    await tx.put('claim', {
      ...{ ...claim, ...decided, ...lesser, paidOn, paidFen: total },
      claimedFen: args.claimedFen ?? claim.claimedFen,
      state: as === 'advance' ? claim.state : kind,
    })
    await takeStep(context, claim, kind, { as, paidFen, reason, clause }, paidOn)
    return done({ ...about(claim), paidFen, totalFen: total })
  },
})

/**
 * Notes that the insurer has refused the claim: the notice's civil date, its reason in the insurer's words and the clause that
 * it names. `decidedOn` is the day of the decision where that is known to be another: three days later the notice is late
 * (保险法 24).
 */
export const noteRefusal = command({
  name: 'claim.refused',
  roles: claimWorkers,
  offline: 'free',
  args: () =>
    z.object({
      claimId: z.string(),
      refusedOn: z.iso.date(),
      reason: z.string().min(1).max(2000),
      clause: z.string().max(40).nullable().default(null),
      decidedOn: z.iso.date().nullable().default(null),
      claimedFen: z.int().nonnegative().nullable().default(null),
    }),
  async run({ args, ...context }) {
    const { tx, now } = context
    const claim = await claimIn(tx, args.claimId, ['open', 'judged', 'submitted', 'refused'])
    if ('ok' in claim) return claim
    const { refusedOn, reason, clause } = args
    const wrong = whyNotDay(now, 'refusedOn', refusedOn, claim.submittedOn)
    if (wrong) return wrong
    const decidedOn = args.decidedOn ?? refusedOn
    if (decidedOn > refusedOn) return refuse('claim.bad-day', { field: 'decidedOn', on: decidedOn, latest: refusedOn })
    const isSameNotice = claim.refusedOn === refusedOn
    const early = whyNotDay(now, 'decidedOn', decidedOn, claim.submittedOn)
    if (early) return early
    await tx.put('claim', {
      ...{ ...claim, refusedOn, decidedOn, agreedOn: null, refusalReason: reason, state: 'refused' },
      claimedFen: args.claimedFen ?? claim.claimedFen,
      // The same notice, noted by a second person, takes nothing away.
      refusalClause: clause ?? (isSameNotice ? claim.refusalClause : null),
      explainedAt: isSameNotice ? claim.explainedAt : null,
    })
    await takeStep(context, claim, 'refused', { reason, clause }, refusedOn)
    return done(about(claim))
  },
})

/**
 * Takes the insurer's last word back, where it was noted by mistake: a payment in full or in part, an agreement, a refusal. The
 * claim lies with the insurer again (or with us, where it had not gone in). What an advance paid stays paid.
 */
export const takeBackWord = command({
  name: 'claim.takeBack',
  roles: claimWorkers,
  offline: 'tentative',
  args: () => z.object({ claimId: z.string(), reason: words }),
  async run({ args, ...context }) {
    const { tx } = context
    const claim = await claimIn(tx, args.claimId, ['submitted', 'paid', 'partlyPaid', 'refused'])
    if ('ok' in claim) return claim
    if (claim.state === 'submitted' && claim.agreedOn === null)
      return refuse('claim.wrong-state', {
        claimId: claim.id,
        state: claim.state,
        expected: ['paid', 'partlyPaid', 'refused'],
      })
    const [dispute] = await tx.find('dispute', { claimId: claim.id })
    if (dispute) return refuse('claim.has-dispute', { claimId: claim.id, disputeId: dispute.id })
    const payments = await tx.find('claimStep', { claimId: claim.id, kind: 'paid' })
    const advances = payments.filter(({ data }) => data['as'] === 'advance')
    const paidFen = advances.reduce((sum, { data }) => sum + Number(data['paidFen']), 0)
    await tx.put('claim', {
      ...{ ...claim, decidedOn: null, agreedOn: null, refusedOn: null, refusalReason: null, refusalClause: null },
      ...{ explainedAt: null, paidFen: paidFen || null, paidOn: advances.at(-1)?.on ?? null },
      state: claim.submittedOn === null ? 'judged' : 'submitted',
    })
    await takeStep(context, claim, 'takenBack', { state: claim.state, reason: args.reason })
    return done(about(claim))
  },
})
