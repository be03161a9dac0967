import { expect } from 'vitest'
import { cellWidth } from '../../src/app/cells.ts'
import { bindings } from '../../src/tui/bindings.ts'
import { dictionaries } from '../../src/tui/words/dictionary.ts'
import { everywhere, middle, narrow, scene, wide, withBook } from './scene.ts'

withBook()

scene('terminal 9: full-width keys do what their twins do', narrow, async (p) => {
  await p.press('：')
  await p.sees('命令:')
  await p.press('Esc', '？')
  await p.sees('Esc 关闭')
  await p.press('Esc', '／')
  await p.sees('筛选:')
  await p.press('／')
  await p.sees('搜索:')
})

scene('Han where letters are commands: the desk says that the input method is on', everywhere, async (p) => {
  await p.commit('你', '好')
  await p.sees(p.words.said.ime.slice(0, 8))
  expect(p.given).toEqual([])
})

scene('the language changes at once, and comes round again', narrow, async (p) => {
  await p.sees('队列')
  await p.press('L')
  await p.sees('佇列')
  await p.press('L')
  await p.sees('Queue')
  await p.press('L')
  await p.sees('队列')
})

scene('terminal 5: a command is found by its title, its id and its key', everywhere, async (p) => {
  await p.press(':')
  await p.sees(p.words.palette.placeholder)
  await p.type('case.hold')
  await p.sees('case.hold')
  p.seesNot('case.take')
  await p.press('Ctrl-U')
  await p.commit(bindings.find(({ id }) => id === 'owed')?.title[p.stage.app.store.get().language] ?? '')
  await p.press('Enter')
  await p.sees(p.words.owed.breached)
})

scene('the keys of the screen are listed, and the list scrolls', everywhere, async (p) => {
  await p.press('?')
  await p.sees(p.words.help.close)
  await p.press('PageDown')
  await p.sees(p.words.help.everywhere)
  await p.press('Esc')
  await p.sees(/ 1\/\d{3}\b/)
})

scene('terminal 4: three keys in one piece are three keys', narrow, async (p) => {
  await p.press('jjj')
  await p.sees(/ 4\/\d{3}\b/)
})

scene(
  'keys that come right behind the one that opens a field go into the field, whatever it has to read first',
  narrow,
  async (p) => {
    for (let round = 0; round < 5; round++) {
      p.stage.screen.press('r', 'd', '好')
      await p.stage.settled()
      await p.sees('d好')
      await p.press('Ctrl-U', 'Esc')
    }
    expect(p.given).toEqual([])
  },
)

scene('terminal 4: what comes fast stays in its order, also where a screen is read first', narrow, async (p) => {
  for (let round = 0; round < 5; round++) {
    p.stage.screen.press('O', '/xx', '\x1b[27u', 'm', '客', '户')
    await p.stage.settled()
    await p.sees('备注: 客户')
    p.seesNot('xx')
    await p.press('Esc', 'Esc')
  }
  expect(p.given).toEqual([])
})

scene('terminal 4: a torn arrow is an arrow, and a lone Esc is Esc', narrow, async (p) => {
  p.stage.screen.press('\x1b')
  await new Promise((resolve) => setTimeout(resolve, 20))
  await p.press('[B')
  await p.sees(/ 2\/\d{3}\b/)
  await p.press('w')
  await p.sees('排序原因')
  p.stage.screen.press('\x1b')
  await p.stage.screen.until(() => !p.stage.screen.text().includes('排序原因'), 'Esc')
})

scene('terminal 4: a paste of 100 kB is one text and no command', wide, async (p) => {
  await p.paste('d y q\n'.repeat(17_000))
  await p.sees(/ 1\/\d{3}\b/)
  await p.press('m')
  await p.paste('第一行\n第二行')
  await p.sees('第一行↵第二行')
  expect(p.given).toEqual([])
})

scene('a field is edited with the keys of a shell, in Han and ASCII', middle, async (p) => {
  await p.press('m')
  await p.commit('保單 P-12 已核實')
  await p.press('Ctrl-A')
  await p.commit('！')
  await p.sees('！保單 P-12 已核實')
  await p.press('Ctrl-E', 'Ctrl-W')
  await p.sees('！保單 P-12')
  p.seesNot('已核實')
  await p.press('Ctrl-U', 'Esc')
  await p.sees(/ 1\/\d{3}\b/)
})

scene('terminal 9: the caret of the terminal stands where the next character goes', everywhere, async (p) => {
  await p.press('m')
  await p.commit('客户', 'ok', '好')
  await p.sees('客户ok好')
  const { screen } = p.stage
  const row = screen.lines().findIndex((line) => line.includes('客户ok好'))
  const line = screen.lines()[row] ?? ''
  const end = cellWidth(line.slice(0, line.indexOf('客户ok好') + '客户ok好'.length))
  expect(screen.cursor()).toEqual({ x: end, y: row })
  await p.press('Left')
  expect(screen.cursor()).toEqual({ x: end - 2, y: row })
})

scene('terminal 12: a window that shrinks and grows keeps the row and its screen', narrow, async (p) => {
  await p.press('j', 'j')
  await p.sees(/ 3\/\d{3}\b/)
  await p.resize(160, 50)
  await p.sees(/ 3\/\d{3}\b/)
  expect(p.row()).toContain('王涛')
  await p.resize(50, 12)
  await p.sees('50x12')
  await p.resize(80, 24)
  await p.sees(/ 3\/\d{3}\b/)
  expect(p.row()).toContain('王涛')
})

scene('terminal 6: Esc goes back one step after the other, to the queue', everywhere, async (p) => {
  await p.opensHero()
  await p.sees('林美玲')
  await p.press('Enter')
  await p.sees(p.words.checklist.questions)
  for (const screen of ['customer', 'search', 'queue']) {
    await p.press('Esc')
    expect(p.top()).toBe(screen)
  }
  await p.press('Esc', 'Esc')
  expect(p.top()).toBe('queue')
})

scene('terminal 6: every hint of a footer fits its screen', everywhere, async (p) => {
  const { language } = p.stage.app.store.get()
  for (const key of ['O', 'C', 'D', 'A', 'S', 'o', '/']) {
    await p.press(key)
    await p.sees(dictionaries[language].sync.synced)
    expect(p.stage.screen.lines().at(-1)?.trim()).toMatch(/Esc|F1|\?/)
    await p.press('Esc')
  }
})

scene('quitting with something to send asks first', narrow, async (p) => {
  p.offline()
  await p.press('m')
  await p.commit('未发')
  await p.press('Enter')
  await p.sees('已保存')
  await p.press('q')
  await p.sees('还有1条待同步')
  await p.press('n')
  await p.sees(/ 1\/\d{3}\b/)
})
