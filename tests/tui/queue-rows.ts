import type { Queued } from '../../src/app/queries.ts'

export const now = Date.UTC(2026, 2, 20, 2, 0)
const surnames = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨欧单仇'
const given = '伟芳娜敏静丽强磊军洋勇艳杰涛明超秀霞平刚桂英华玉兰红梅'
const kinds = ['question', 'claim', 'renewal', 'followUp'] as const

/** So many rows of a queue, of people with names of their own. */
export function rowsOf(count: number): Queued[] {
  return Array.from({ length: count }, (_, at) => {
    const pick = (text: string, by: number) => text[Math.floor(at / by) % text.length] ?? ''
    const customerName = pick(surnames, 1) + pick(given, 19) + pick(given, 513)
    const clock = {
      code: 'firstReply',
      kind: 'serviceLevel',
      startsAt: now,
      dueAt: now + (at % 400) * 3_600_000,
      metAt: null,
    }
    const item = {
      id: `c${at}`,
      customerName,
      kind: kinds[at % 4],
      title: `第 ${at} 件事`,
      clocks: [clock],
      dueOn: null,
      concern: null,
    }
    return { case: item, band: at % 6, reasons: [], takenBy: null } as unknown as Queued
  })
}

/** What is typed over them: by sound, by sign, by field, and what is not. */
export const filters = ['chendawen', '陈伟', '!renewal', 'kind:renewal due<7d', 'band:1 !zhao', 'zwf']
