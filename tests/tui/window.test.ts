import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import type { Queued } from '../../src/app/queries.ts'
import type { App } from '../../src/tui/app.ts'
import { bodyOf } from '../../src/tui/body.ts'
import { paintPane } from '../../src/tui/present/line.ts'
import { type State, emptyState, queueScreen } from '../../src/tui/state.ts'
import { createStateStore } from '../../src/tui/store.ts'
import { plainTheme } from '../../src/tui/theme.ts'

const now = Date.UTC(2026, 2, 20, 2, 0)
const [cols, rows] = [120, 40]

function queueOf(count: number): Queued[] {
  return Array.from({ length: count }, (_, at) => {
    const clocks = [{ code: 'firstReply', kind: 'serviceLevel', startsAt: now, dueAt: now + at * 60_000, metAt: null }]
    const item = {
      ...{ id: `c${at}`, customerId: `k${at}`, customerName: `陈大文${at}`, kind: 'question', title: `第 ${at} 件事` },
      ...{ clocks, dueOn: null, concern: null, waitingSince: now, priority: 'normal', state: 'open' },
    }
    return { case: item, band: 1 + (at % 5), reasons: [], takenBy: null } as unknown as Queued
  })
}

/** The lines of the queue with the cursor somewhere in it, and how long it took to make and to paint them, in ms. */
function frameAt(queue: Queued[], at: number): { lines: number; took: number; text: string } {
  const state: State = {
    ...emptyState({ language: 'zh-Hans', cols, rows, now }),
    queue,
    stack: [{ ...queueScreen(), cursorId: queue[at]?.case.id ?? null, top: at }],
  }
  const app = { store: createStateStore(state), home: { actor: { staffId: 'b1' } } } as unknown as App
  const from = performance.now()
  const { left } = bodyOf(app, state, rows - 2)
  const text = paintPane(left, 60, rows - 2, plainTheme)
  return { lines: left.length, took: performance.now() - from, text }
}

test('terminal 2: of 8,000 rows only those are made that stand on the screen, wherever the cursor is', () => {
  const queue = queueOf(8_000)
  for (const at of [0, 1, 37, 38, 4_000, 7_998, 7_999]) {
    const { lines, text } = frameAt(queue, at)
    expect(lines).toBeLessThanOrEqual(rows - 2)
    expect(
      stripVTControlCharacters(text)
        .split('\n')
        .filter((row) => row.startsWith('>')),
    ).toHaveLength(1)
  }
})

test('terminal 2: a frame of 8,000 rows is made in less than a frame’s time', () => {
  const queue = queueOf(8_000)
  const times = Array.from({ length: 200 }, (_, at) =>
    // Of each the best of some rounds: what the machine does beside is not ours.
    Math.min(...Array.from({ length: 5 }, () => frameAt(queue, at * 37).took)),
  )
  const p95 = times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0
  console.info(`lines of a frame of 8,000 rows: p95 ${p95.toFixed(2)} ms`)
  expect(p95).toBeLessThan(16)
})
