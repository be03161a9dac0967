/** A fault in the product, as one change of one of its files. The text found has to stand there exactly once. */
export type Planted = { name: string; file: string; find: string; replace: string }

/** Faults that the simulation has to see. They are laid over the sources while a run loads them (plant-hook.ts), and nowhere else. */
export const planted: readonly Planted[] = [
  {
    name: 'acknowledged before the commit',
    file: 'src/http/desk-routes.ts',
    find: 'const { lastSeq, stop, decided } = await authority.push(desk, body.commands)',
    replace: `void authority.push(desk, body.commands).catch(() => undefined)
    const { lastSeq, stop, decided } = { lastSeq: body.commands.at(-1)?.seq ?? 0, stop: null, decided: [] as never[] }`,
  },
  {
    name: 'a failed commit leaves statements under way',
    file: 'src/sync/commit.ts',
    find: 'await together([',
    replace: 'await Promise.all([',
  },
  {
    name: 'a push sent again is not known',
    file: 'src/sync/decide-pushes.ts',
    find: '    if (seq <= lastSeq) {',
    replace: '    if (seq < lastSeq) {',
  },
  {
    name: 'cursor one too far',
    file: 'src/sync/serve-pull.ts',
    find: 'planSince(read, scopesOf(desk), since.ver)',
    replace: 'planSince(read, scopesOf(desk), since.ver + 1)',
  },
  {
    name: 'answers told without their rows',
    file: 'src/sync/told.ts',
    find: `    .where('ver', '>', ver)
    .execute()
  const customerIds`,
    replace: `    .where('ver', '>', ver)
    .where('entity', '!=', 'note')
    .execute()
  const customerIds`,
  },
  {
    name: 'rows told without their answers',
    file: 'src/sync/serve-pull.ts',
    find: `.where('seq', '>', Math.max(0, acked))`,
    replace: `.where('seq', '>', Math.max(0, acked) + 1)`,
  },
  {
    name: 'an older answer overtakes',
    file: 'src/sync/apply-news.ts',
    find: 'if ((keys.cursor ?? null) !== asked) return',
    replace: 'void asked',
  },
  {
    name: 'notes forgotten when a customer leaves',
    file: 'src/sync/apply-news.ts',
    find: 'for (const entity of customerEntities) await removeRows',
    replace: "for (const entity of customerEntities.filter((one) => one !== 'note')) await removeRows",
  },
  {
    name: 'who has left stays',
    file: 'src/sync/apply-news.ts',
    find: "if ('left' in part) for (const some of slices(part.left, 5_000)) await removeCustomers(write, some)",
    replace: "if ('left' in part) for (const some of slices(part.left, 5_000)) void [removeCustomers, some]",
  },
  {
    name: 'leaving is not told',
    file: 'src/store/scope-feed.ts',
    find: "changes.push({ scope, entity: whole, id: customerId, op: 'leave', customerId })",
    replace: 'void scope',
  },
  {
    name: 'retry armed by the next write only',
    file: 'src/app/sync-loop.ts',
    find: '        arm(restOf())',
    replace: '        if (failures === 0) arm(restOf())',
  },
  {
    name: 'the chain forgets the hash before',
    file: 'src/sync/commit.ts',
    find: '    prevHash = event.hash',
    replace: '    if (decisions.length < 2) prevHash = event.hash',
  },
  {
    name: 'a refusal is dropped',
    file: 'src/sync/outbox-state.ts',
    find: `{ state: 'refused' as const, code: outcome.code, data: JSON.stringify(outcome.data) }`,
    replace: `{ state: 'accepted' as const, code: null, data: null }`,
  },
  {
    name: 'what was refused leaves the outbox',
    file: 'src/sync/apply-news.ts',
    find: `    await recordResults(write, head.results, now)`,
    replace: `    await recordResults(write, head.results, now)
    await write.deleteFrom('outbox').where('state', '=', 'refused').execute()`,
  },
  {
    name: 'images not put back before what is told',
    file: 'src/sync/apply-news.ts',
    find: '      await restoreShadows(write)',
    replace: "      await write.deleteFrom('shadow').execute()",
  },
  {
    name: 'what waits runs again in the wrong order',
    file: 'src/sync/apply-news.ts',
    find: "for (const entry of await outboxEntries(write, 'waiting')) {",
    replace: "for (const entry of (await outboxEntries(write, 'waiting')).reverse()) {",
  },
  {
    name: 'what waits does not run again',
    file: 'src/sync/apply-news.ts',
    find: '    await replayWaiting(write, actor, now)',
    replace: '    if (isWhole) await replayWaiting(write, actor, now)',
  },
  {
    name: 'everybody sees every customer',
    file: 'src/sync/decide.ts',
    find: 'if (seesTeam(actor.role)) return null',
    replace: "if (actor.role !== 'expert') return null",
  },
  {
    name: 'decided by its author',
    file: 'src/core/escalation/run.ts',
    find: 'if (actor.staffId === run.authorId || actor.staffId === lastStepBefore(run, index)?.by)',
    replace: 'if (actor.staffId === lastStepBefore(run, index)?.by)',
  },
  {
    name: 'a scheme decided by its author',
    file: 'src/core/scheme/commands.ts',
    find: 'const isOwn = scheme.proposedBy === staffId || run?.authorId === staffId',
    replace: 'const isOwn = false && run !== undefined',
  },
  {
    name: 'a case is done with a promise on it',
    file: 'src/core/case/commands.ts',
    find: 'if (await promiseOn(tx, found.id)) return hasPromise(tx, found.id)',
    replace: '',
  },
  {
    name: 'a hold forgets those before it',
    file: 'src/core/case/hold.ts',
    find: 'holds: [...holds, { ...hold, from: now, until: null }]',
    replace: 'holds: [{ ...hold, from: now, until: null }, ...holds.slice(1)]',
  },
  {
    name: 'a run ends with a field empty',
    file: 'src/core/escalation/run.ts',
    find: 'return fields.length > 0 ? fieldsMissing(',
    replace: 'return fields.length > 1 ? fieldsMissing(',
  },
  {
    name: 'a fen less in the budget',
    file: 'src/core/scheme/grant.ts',
    find: 'spentFen: scheme.spentFen + amountFen',
    replace: 'spentFen: scheme.spentFen + amountFen - 1',
  },
  {
    name: 'goodwill for a claim that had it',
    file: 'src/core/goodwill/commands.ts',
    find: "return standing(await tx.find('goodwill', { claimId }))[0]",
    replace: 'return void [tx, claimId]',
  },
  {
    name: 'notes of who is forgotten stay',
    file: 'src/core/customer/care.ts',
    find: "if (entity !== 'customer')\n        for",
    replace: "if (entity !== 'customer' && entity !== 'note')\n        for",
  },
  {
    name: 'the lease is not looked at',
    file: 'src/core/case/commands.ts',
    find: `if (holder && holder !== actor.staffId)
      return refuse('case.already-taken'`,
    replace: `if (holder && holder === actor.staffId)
      return refuse('case.already-taken'`,
  },
  {
    name: 'ids by chance in a command',
    file: 'src/core/command.ts',
    find: 'return () => `${commandId}.${++made}`',
    replace: 'return () => `${commandId}.${++made}${Math.floor(Math.random() * 10)}`',
  },
  {
    name: 'a sent command is written over',
    file: 'src/sync/perform.ts',
    find: "last?.state === 'waiting' && last.isSent === 0 &&",
    replace: "last?.state === 'waiting' &&",
  },
  {
    name: 'a new life is not told of the old one',
    file: 'src/sync/apply-news.ts',
    find: 'if (keys.epoch !== undefined && keys.epoch !== head.epoch) await sendAgain(write, head)',
    replace: 'void sendAgain',
  },
  {
    name: 'the outbox is emptied for a new life',
    file: 'src/sync/apply-news.ts',
    find: 'if (keys.epoch !== undefined && keys.epoch !== head.epoch) await sendAgain(write, head)',
    replace: `if (keys.epoch !== undefined && keys.epoch !== head.epoch) {
      await sendAgain(write, head)
      await write.deleteFrom('outbox').where('state', '!=', 'waiting').execute()
      await write.deleteFrom('outbox').where('before', 'is not', null).execute()
    }`,
  },
  {
    name: 'the digest looks away',
    file: 'src/sync/digest.ts',
    find: `(a?.digest ?? none) !== (b?.digest ?? none)`,
    replace: `(a?.digest ?? none).length !== (b?.digest ?? none).length`,
  },
  {
    name: 'a covered book stays when its butler is back',
    file: 'src/store/scope-feed.ts',
    find: '(isCoverMoved(row) ? [row.id] : [])',
    replace: "(isCoverMoved(row) && (row.after as Row<'duty'> | null)?.coveredBy ? [row.id] : [])",
  },
  {
    name: 'a case handed over stays when it is refused',
    file: 'src/store/scope-feed.ts',
    find: `.where('handover.state', 'in', ['waiting', 'accepted'])`,
    replace: `.where('handover.state', 'in', ['waiting', 'accepted', 'refused'])`,
  },
  {
    name: 'who has customers stops being a butler',
    file: 'src/core/import/commands.ts',
    find: '(await tx.load(known.id)).customers > 0',
    replace: '(await tx.load(known.id)).customers < 0',
  },
  {
    name: 'phones leave unmasked',
    file: 'src/sync/told.ts',
    find: 'maskRow(desk.role, entity, row)',
    replace: "maskRow(entity === 'customer' ? 'butler' : desk.role, entity, row)",
  },
]
