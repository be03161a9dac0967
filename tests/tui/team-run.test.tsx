import { expect, test } from 'vitest'
import { importFlows } from '../../src/app/import/import-flows.ts'
import { makeWorld } from '../world.ts'
import { screenOf } from './screen.tsx'

const file = new URL('../../fixtures/flows/e9-coverage-extension.yaml', import.meta.url).pathname

test('a flow of the team is begun with no customer, filled and finished, stands in what is owed, and is approved by another', async () => {
  await using world = await makeWorld()
  await world.addTeam({ x1: 'expert', m1: 'manager' })
  await importFlows({ file, language: 'en', dryRun: false }, (args) => world.authority.execute('flow.install', args))
  const expert = await world.desk('x1')
  const screen = await screenOf(expert, 'en')
  screen.key('E')
  await screen.shows('E9')
  screen.key('enter')
  await screen.shows('Start “Coverage extension”?')
  screen.key('y')
  await screen.answer('OVL-EXAMPLE-2026')
  await screen.answer('waiting periods fall away')
  await screen.shows(/Draft the overlay +expert/)
  await screen.shows('OVL-EXAMPLE-2026')
  // The fields that the step needs stand first.
  for (const answer of ['notice no. 3', 'P-1']) {
    screen.key('enter')
    await screen.answer(answer)
    await screen.shows(answer)
  }
  screen.key('O')
  await screen.shows(/E9 +step 6h left/)
  screen.key('enter')
  await screen.shows('Draft the overlay')
  screen.key('f')
  screen.key('y')
  await screen.shows(/due.*Review by product|Review by product/)
  await expert.sync.once()

  const manager = await world.desk('m1')
  const other = await screenOf(manager, 'zh-Hans', 80)
  other.key('A')
  await other.shows('责任扩展 · 产品复核')
  other.key('enter')
  await other.shows('OVL-EXAMPLE-2026')
  other.key('enter')
  await other.answer('与通知一致')
  await other.shows('与通知一致')
  await manager.sync.once()
  other.key('a')
  await other.answer('已核对')
  await expect
    .poll(async () => (await world.authority.query.teamRuns())[0]?.steps[1])
    .toMatchObject({ state: 'approved', by: 'm1' })
})
