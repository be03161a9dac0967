import { join } from 'node:path'
import { execa } from 'execa'
import { beforeAll, expect, test } from 'vitest'
import { tempFolder } from '../cli/butler.ts'
import { layDemo } from '../made.ts'
import { butler, node, Terminal } from '../terminal.ts'

const home = tempFolder()
beforeAll(async () => void (await layDemo(home)))

const waiting = async () =>
  (
    await execa(node, [butler, '--home', join(home, 'demo', 'desk'), 'conversation', 'list', '--waiting', '--json'])
  ).stdout
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; customerName: string })

test('conversations answered by keys in 80 columns: each makes room for the next who waits', async () => {
  const [first, second, third] = await waiting()
  const screen = Terminal.butler(['--home', home, '--lang', 'zh-Hans', 'demo'], { cols: 80, rows: 24 })
  try {
    await screen.see('已同步')
    screen.press('M')
    await screen.see(new RegExp(`>.*${first?.customerName}`))
    screen.press('r')
    await screen.see('回复')
    screen.press('我马上打给您')
    await screen.see(/我马上打给您/)
    screen.press('Enter')
    await screen.see(new RegExp(`>.*${second?.customerName}`))
    screen.press('Enter')
    await screen.see('从这里起未回复')
    screen.press('r')
    await screen.see('回复')
    screen.press('您先别动')
    await screen.see(/您先别动/)
    screen.press('Enter')
    await screen.see(new RegExp(`${third?.customerName} `))
    expect((await waiting()).map(({ id }) => id).slice(0, 1)).toEqual([third?.id])
  } finally {
    screen.kill()
    await screen.exited
  }
}, 120_000)
