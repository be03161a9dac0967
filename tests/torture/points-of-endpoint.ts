import type { By, Point } from './points.ts'

type Line = [label: string, find: string, put: Point['put']]
const of = (by: By, file: string, ...lines: Line[]): Point[] =>
  lines.map(([label, find, put]) => ({ label, of: 'endpoint', by, file, find, put }))

export const endpointPoints: readonly Point[] = [
  ...of(
    'work',
    'http/route.ts',
    ['request.read', '  const parsed = parseBounded(read.text, limits)', 'before'],
    ['answer.before', '    return told instanceof Response ? told : jsonAnswer(context, told)', 'before'],
  ),
  ...of(
    'work',
    'sync/decide.ts',
    [
      'held',
      'work(write, await store.hold(write, { deviceIds, isAlone, named }))',
      {
        replace:
          '{ const hold = await store.hold(write, { deviceIds, isAlone, named }); POINT; return work(write, hold) }',
      },
    ],
    ['run.each', '  const command = commandNamed(asked.given)', 'before'],
    ['run.after', '  await known.rows.flush()\n  if (decisions', 'before'],
    ['head.before-lock', '  if (decisions.length > 0) await commit(write, decisions)', 'before'],
  ),
  ...of(
    'work',
    'sync/commit.ts',
    ['head.locked', '  let ver = head.ver - decisions.length', 'before'],
    ['commit.before', `    insertRows(write, 'commandResult', results),\n  ])`, 'after'],
  ),
  ...of('work', 'app/authority.ts', ['commit.after', '      if (pushed.decided.length > 0) home.changed()', 'before']),
  ...of('work', 'sync/serve-pull.ts', [
    'pull.read',
    '  const since = cursor === null ? null : readCursor(cursor)',
    'before',
  ]),
  ...of(
    'snapshot',
    'app/snapshots.ts',
    ['snapshot.begun', '    const made = await writeFile(', 'before'],
    ['snapshot.each', '      yield chunk', 'before'],
    ['snapshot.written', '    await rename(`${file}.part`, file)', 'before'],
    ['snapshot.made', '    await rename(`${file}.part`, file)', 'after'],
  ),
  ...of('decide', 'app/authority.ts', [
    'decide.committed',
    '      const decided = await decideAtOnce(store, giverOf(desk), given, clock.now(), before)',
    'after',
  ]),
  ...of(
    'renewal',
    'app/authority.ts',
    ['renew.asked', '      const renewed = await renewTokens(', 'before'],
    ['renew.committed', `      if (renewed.is === 'renewed') return tokenLifeMs`, 'before'],
  ),
  ...of('renewal', 'sync/device-tokens.ts', [
    'renew.within',
    `    await write.deleteFrom('deviceToken').where('deviceId', '=', deviceId).where('kind', '=', 'access').execute()`,
    'before',
  ]),
  ...of(
    'join',
    'app/enrol.ts',
    ['enrol.before', `  const outcome = await home.execute('device.enrol', args, { as: endpointActor })`, 'before'],
    [
      'enrol.before-tokens',
      '  // What stops in between leaves a device without tokens, which opens nothing.',
      'before',
    ],
    ['enrol.after-tokens', '  return { outcome, deviceId, token, ...(refreshToken', 'before'],
  ),
]
