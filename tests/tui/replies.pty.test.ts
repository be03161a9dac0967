import { join } from 'node:path'
import { execa } from 'execa'
import { beforeAll, expect, test } from 'vitest'
import { tempFolder } from '../cli/butler.ts'
import { layDemo } from '../made.ts'
import { butler, node, Terminal } from '../terminal.ts'

const home = tempFolder()
beforeAll(async () => void (await layDemo(home)))

const asked = async (...args: string[]) =>
  (await execa(node, [butler, '--home', join(home, 'demo', 'desk'), ...args, '--json'])).stdout
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

test('a reply is found, filled, copied by OSC 52 and logged; the next one is sent; all of it by keys', async () => {
  const screen = Terminal.butler(['--home', home, '--lang', 'zh-Hans', 'demo'], { cols: 80, rows: 24 })
  try {
    await screen.see('已同步')
    screen.press('R')
    await screen.see('话术库: ')
    await screen.see('首次问候')
    screen.press('正在核实')
    await screen.see(/>收到，正在核实/)
    await screen.see('{{答复时间}}')
    screen.press('Enter')
    await screen.see('received-will-check')
    screen.press('c')
    await screen.see('空缺')
    expect(screen.raw).not.toContain('\x1b]52;')
    screen.press('Enter')
    await screen.see('答复时间:')
    screen.press('今天18点前')
    await screen.see(/答复时间: 今天18点前/)
    screen.press('Enter')
    await screen.see('可以发送')
    screen.press('c')
    await screen.see('记为由您发出')
    expect(screen.raw).not.toContain('\x1b]52;')
    screen.press('y')
    await screen.see('已交给终端剪贴板')
    const told = screen.raw.split('\x1b]52;c;')[1]?.split('\x07')[0] ?? ''
    expect(told).toMatch(/^[A-Za-z0-9+/]+=*$/)
    const text = Buffer.from(told, 'base64').toString('utf8')
    expect(text).toMatch(/^.+，您的消息收到了，我正在对照您的保单核实，今天18点前给您答复。/)
    const [used] = await asked('reply', 'list')
    expect(used).toMatchObject({ code: 'received-will-check', uses: 1 })

    // The next one goes out from here, after a question.
    screen.press('R')
    await screen.see('1次')
    screen.press('慰唁')
    await screen.see(/>慰唁/)
    screen.press('Enter')
    await screen.see('condolence')
    screen.press('Tab')
    await screen.see('慰唁  繁體中文')
    screen.press('s')
    await screen.see('y 是')
    screen.press('y')
    await screen.see('已记为发送')
    expect((await asked('reply', 'list')).slice(0, 2)).toMatchObject([{ code: 'condolence' }, { uses: 1 }])
  } finally {
    screen.kill()
    await screen.exited
  }
}, 120_000)
