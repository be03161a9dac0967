import type { By, Point } from './points.ts'

type Line = [label: string, find: string, put: Point['put']]
const of = (by: By, file: string, ...lines: Line[]): Point[] =>
  lines.map(([label, find, put]) => ({ label, of: 'desk', by, file, find, put }))

export const deskPoints: readonly Point[] = [
  ...of(
    'work',
    'sync/perform.ts',
    ['effect.before', '    await tx.flush()', 'before'],
    ['outbox.before', '    const seq = await putInOutbox(', 'before'],
    ['outbox.after', '    return { outcome, as: { seq, id: asked.id } }', 'before'],
    [
      'perform.before-commit',
      '(await enter(write, actor, given, now, { isDryRun })).outcome)',
      {
        replace: '{ const { outcome } = await enter(write, actor, given, now, { isDryRun }); POINT; return outcome })',
      },
    ],
  ),
  ...of('work', 'app/give.ts', ['perform.after-commit', '    if (!isElsewhere(command, actor, outcome))', 'before']),
  ...of(
    'work',
    'sync/push.ts',
    [
      'push.before-mark',
      '    const batch = await nextBatch(store, epoch, pushedSeq, again?.decidedVer ?? null)',
      'before',
    ],
    ['push.before-send', '    const lastSeq = await send(link, epoch, batch)', 'before'],
    ['push.answered', '    sent += batch.length', 'before'],
    ['push.marked', '    const last = batch.at(-1)?.seq', 'before'],
  ),
  ...of(
    'work',
    'sync/desk-sync.ts',
    ['pull.before-ask', '    const told = await askFor(link, wire.pull, { query })', 'before'],
    ['pull.received', '    const isNews = ', 'before'],
    [
      'pull.after-commit',
      'await applyNews(store, actor, cursor, { head: news, isWhole: false, parts: partsIn(news) }, now())',
      {
        replace:
          '{ await applyNews(store, actor, cursor, { head: news, isWhole: false, parts: partsIn(news) }, now()); POINT }',
      },
    ],
  ),
  ...of('work', 'sync/ask.ts', ['answer.begun', '  return { response, body: response.status === 204', 'before']),
  ...of(
    'work',
    'sync/apply-news.ts',
    ['restore.before', '      await restoreShadows(write)', 'before'],
    ['restore.after', '      if (isWhole) taken.push(...(await removeEverything(write)))', 'before'],
    ['rows.each', `  if ('left' in part) for (const some of slices(part.left, 5_000))`, 'before'],
    ['results.before', '    await recordResults(write, head.results, now)', 'before'],
    ['replay.before', '    await replayWaiting(write, actor, now)', 'before'],
    ['replay.within', '        const tx = new CommandTx(write)', 'before'],
    ['replay.after', '    const { epoch, ver, hash } = head', 'before'],
    ['pull.before-commit', '      pullsSinceDigest: String(Number(keys.pullsSinceDigest ?? 0) + 1),\n    })', 'after'],
  ),
  ...of(
    'snapshot',
    'sync/take-snapshot.ts',
    ['snapshot.before-ask', '  const { cursor, acked } = wanted\n', 'before'],
    ['snapshot.offered', '  await rm(file, { force: true })\n  await transact(store', 'before'],
    ['snapshot.part-way', '      got += chunk.length', 'after'],
    ['snapshot.finished', '    const offer = await fetchFile(store, link, wanted, file)', 'after'],
    ['snapshot.before-digest', '    if (end.success) {', 'after'],
    ['snapshot.laid-down', '      await layDown(store, actor, cursor, file, now())', 'after'],
  ),
  ...of(
    'wipe',
    'sync/wipe.ts',
    ['wipe.before', '  if (!(await store.settle())) return', 'before'],
    ['wipe.checkpointed', '  return transact(store, async (write) => {', 'before'],
    ['wipe.noted', '    await writeHomeKeys(write, { wipedVer', 'before'],
  ),
  ...of(
    'decide',
    'sync/ask-at-once.ts',
    ['decide.before-ask', '  await transact(store, (write) => noteAsked(write, asked))', 'before'],
    ['decide.answered', '  await keep(store, given.id, answer.outcome, answer.ver ?? null)', 'before'],
    ['decide.kept', '  await keep(store, given.id, answer.outcome, answer.ver ?? null)', 'after'],
  ),
  ...of(
    'renewal',
    'app/renewing.ts',
    ['renew.before-next', '    if (!kept.next) writeTokens(folder, { ...kept, next })', 'before'],
    ['renew.before-send', '      const tokenLifeMs = await spend(desk, refresh, next)', 'before'],
    ['renew.answered', '      if (tokenLifeMs === null) continue', 'before'],
    ['renew.after', '      writeTokens(folder, renewed)', 'after'],
  ),
  ...of('renewal', 'app/credentials.ts', [
    'tokens.between',
    '  writeWhole(join(folder, refreshName), `${JSON.stringify(rest)}\\n`)',
    'before',
  ]),
  ...of(
    'renewal',
    'app/whole-file.ts',
    ['tokens.before-rename', '  renameSync(making, file)', 'before'],
    ['tokens.after-rename', '  renameSync(making, file)', 'after'],
  ),
  ...of(
    'join',
    'app/home.ts',
    ['join.made-file', '    chmodSync(file, 0o600)', 'before'],
    ['join.migrated', '    return await make(store)', 'before'],
    ['join.before-ask', '    const enrolled = await ask()', 'before'],
    ['join.answered', '    rmSync(room)', 'before'],
    ['join.before-tokens', '    keepTokens(folder, enrolled, clock.now())', 'before'],
    ['join.before-kind', '    const { deviceId, staff } = enrolled', 'before'],
    ['join.after', '    return enrolled\n', 'before'],
  ),
  ...of(
    'close',
    'store/open-sqlite.ts',
    ['checkpoint.before', '      await writer.destroy()', 'before'],
    ['checkpoint.after', '      writing.close()', 'after'],
  ),
]
