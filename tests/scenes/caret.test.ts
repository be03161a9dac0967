import { expect } from 'vitest'
import { cellWidth, graphemesOf } from '../../src/app/cells.ts'
import { narrow, scene, withBook } from './scene.ts'

withBook()

const texts = ['保单已核实，等医院', 'policy P-12, paid', '陳𠮷 P-12（已核實）ok']
/** Sizes one after the other: the field keeps what is written in it. */
const sizes = [
  [80, 24],
  [60, 20],
  [132, 43],
] as const

/** A field, what stands before it, and its row on a screen of so many rows. */
const fields = [
  { key: 'm', asked: '备注:', rowOf: (rows: number) => rows - 2 },
  { key: '/', asked: /筛选 \d+\/\d+:/, rowOf: (rows: number) => rows - 2 },
  { key: ':', asked: '命令:', rowOf: () => 1 },
  { key: 'Ctrl-F', asked: '搜索:', rowOf: () => 1 },
] as const

for (const { key, asked, rowOf } of fields)
  scene(`terminal 9: the caret stands in its cell in the field that ${key} opens`, narrow, async (p) => {
    const { screen } = p.stage
    expect(screen.cursor()).toBe(null)
    for (const text of texts) {
      await p.press(key)
      await p.commit(text)
      for (const [cols, rows] of sizes) {
        await p.resize(cols, rows)
        await p.press('End')
        const graphemes = graphemesOf(text)
        for (let left = graphemes.length; left >= 0; left -= 4) {
          const before = graphemes.slice(0, left).join('')
          const wanted = () => {
            const row = screen.lines()[rowOf(rows)] ?? ''
            const title = asked instanceof RegExp ? (asked.exec(row)?.[0] ?? '') : asked
            return { x: cellWidth(row.slice(0, row.indexOf(title) + title.length + 1) + before), y: rowOf(rows) }
          }
          await expect.poll(() => screen.cursor(), { message: `${cols}x${rows} ${before}` }).toEqual(wanted())
          await p.press('Left', 'Left', 'Left', 'Left')
        }
      }
      await p.press('Esc', 'Esc', 'Esc')
      await expect.poll(() => screen.cursor()).toBe(null)
    }
    await p.resize(80, 24)
  })
