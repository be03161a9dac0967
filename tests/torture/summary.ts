import type { Line } from './scenario.ts'

/** A line for each label: how often, what was lost, what was doubled. */
export function tableOf(lines: readonly Line[]): string {
  const width = Math.max(...lines.map(({ label }) => label.length), 5)
  const row = (label: string, ...numbers: (string | number)[]) =>
    label.padEnd(width) + numbers.map((number) => String(number).padStart(9)).join('')
  const sum = (of: (line: Line) => number) => lines.reduce((all, line) => all + of(line), 0)
  return [
    row('label', 'rounds', 'lost', 'doubled', 'wrong'),
    ...lines.map(({ label, rounds, lost, doubled, wrong }) => row(label, rounds, lost, doubled, wrong.length)),
    row(
      'all',
      sum(({ rounds }) => rounds),
      sum(({ lost }) => lost),
      sum(({ doubled }) => doubled),
      sum(({ wrong }) => wrong.length),
    ),
  ].join('\n')
}
