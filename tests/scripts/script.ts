import { readFileSync } from 'node:fs'

/**
 * One command of a script and what it must say. A script is a text: `$ ` begins a command, which `> ` goes on with; under it stand its
 * lines on stdout, those on stderr behind `2> `, and `? N` where its exit status is not 0. In a line `…` stands for any text; a line
 * `...` for any lines; empty lines count for nothing. Lines of `# ` are remarks.
 */
export type Step = { at: number; command: string; out: string[]; err: string[]; status: number }
/** `home`: the book that it begins with. */
export type Script = { home: 'demo' | 'team' | 'none'; steps: Step[] }

export function readScript(file: string): Script {
  const script: Script = { home: 'none', steps: [] }
  for (const [index, line] of readFileSync(file, 'utf8').split('\n').entries()) {
    const step = script.steps.at(-1)
    if (line.startsWith('@home ')) script.home = homeOf(line.slice(6))
    else if (line.startsWith('$ '))
      script.steps.push({ at: index + 1, command: line.slice(2), out: [], err: [], status: 0 })
    else if (line === '' || line.startsWith('# ')) continue
    else if (!step) throw new Error(`${file}:${index + 1}: a line before the first command`)
    else if (line.startsWith('> ')) step.command += `\n${line.slice(2)}`
    else if (line.startsWith('2> ')) step.err.push(line.slice(3))
    else if (line.startsWith('? ')) step.status = Number(line.slice(2))
    else step.out.push(line)
  }
  return script
}

function homeOf(word: string): Script['home'] {
  if (word === 'demo' || word === 'team' || word === 'none') return word
  throw new Error(`@home ${word}: demo, team or none`)
}

/** Whether what was said is what was written down. */
export function says(written: readonly string[], said: readonly string[]): boolean {
  return follows(
    written,
    said.filter((line) => line !== ''),
  )
}

function follows(written: readonly string[], said: readonly string[]): boolean {
  const [first, ...rest] = written
  if (first === undefined) return said.length === 0
  if (first === '...') return said.some((_, skipped) => follows(rest, said.slice(skipped))) || follows(rest, [])
  return said[0] !== undefined && patternOf(first).test(said[0]) && follows(rest, said.slice(1))
}

function patternOf(line: string): RegExp {
  return new RegExp(`^${line.split('…').map(escaped).join('.*')}$`, 'su')
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
}
