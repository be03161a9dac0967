import type { ImportRow } from '../../core/import/schema.ts'

/** The butler who owns nearly the whole book. */
export const mainButler = 'b01'
/** Two with a small book, among whom the other customers are shared out. */
export const otherButlers = ['b02', 'b03'] as const

/** The team, by the ids that they keep. 小满, 谷雨 and the rest are days of the solar calendar, not people. */
export const staffRows: ImportRow<'staff'>[] = [
  { externalId: mainButler, name: '王小满', role: 'butler' },
  { externalId: 'b02', name: '李谷雨', role: 'butler' },
  { externalId: 'b03', name: '周白露', role: 'butler' },
  { externalId: 'b04', name: '许芒种', role: 'butler' },
  { externalId: 'x01', name: '秦立夏', role: 'expert' },
  { externalId: 'x02', name: '何霜降', role: 'expert' },
  { externalId: 'q01', name: '沈清明', role: 'inspector' },
  { externalId: 's01', name: '方惊蛰', role: 'supervisor' },
  { externalId: 'g01', name: '陆冬至', role: 'manager' },
]

/** What the customers call their butler. */
export const butlerNames: Readonly<Record<string, string>> = { b01: '小满', b02: '谷雨', b03: '白露', b04: '芒种' }
