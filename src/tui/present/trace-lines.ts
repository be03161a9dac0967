import { cellWidth, fitCells, stripUnsafe } from '../../app/cells.ts'
import type { ClaimChecklist } from '../../app/claim-checklist.ts'
import { whyParts, whyWords } from '../../app/language/why-words.ts'
import { type FactUse, factUses, sourceWords } from '../../app/why/fact-use.ts'
import { signOf } from '../../app/why/sign.ts'
import { explain, type Why, type WhyNode } from '../../app/why/why.ts'
import type { Language } from '../../core/language.ts'
import type { State } from '../state.ts'
import type { Tone } from '../theme.ts'
import type { Dictionary } from '../words/en.ts'
import { outcomeLines } from './checklist-lines.ts'
import { blank, heading, type Line, line } from './line.ts'
import { wrapCells } from './wrap.ts'

/** Why the judgement of a claim came out as it did; null where there is nothing to explain. */
export function whyOf({ checklist, overlays }: ClaimChecklist, language: Language): Why | null {
  return checklist && explain({ ...checklist, overlays }, language)
}

/** The left pane: verdict and amount, then rule by rule, with the cursor on one of the nodes. */
export function traceLines(
  data: ClaimChecklist,
  index: number,
  state: State,
  words: Dictionary,
  width: number,
): { lines: Line[]; cursorLine: number } {
  const { language } = state
  const why = whyOf(data, language)
  const judgement = data.checklist?.judgement
  if (!why || !judgement)
    return { lines: wrapCells(words.trace.none, width).map((text) => line({ text, tone: 'warn' })), cursorLine: 0 }
  const { version, revision } = judgement.pack
  const lines: Line[] = [
    ...outcomeLines(judgement, language, width),
    ...wrapCells(words.trace.terms(version, revision, judgement.asOf), width).map(dim),
    ...why.notes.flatMap((note) => wrapCells(note, width)).map((text) => line({ text, tone: 'warn' })),
  ]
  let cursorLine = 0
  for (const [at, node] of why.nodes.entries()) {
    if (node.part !== why.nodes[at - 1]?.part) lines.push(blank(), heading(whyParts[node.part][language]))
    if (at === index) cursorLine = lines.length
    lines.push(...nodeInTree(node, at === index, width))
    const isLastBenefit = node.part === 'benefits' && why.nodes[at + 1]?.part !== 'benefits'
    if (isLastBenefit && why.total)
      lines.push(...wrapCells(why.total, width - 2).map((text) => line({ text: `  ${text}`, tone: 'strong' })))
  }
  return { lines, cursorLine }
}

function nodeInTree(node: WhyNode, isSelected: boolean, width: number): Line[] {
  const marker = isSelected ? '>' : ' '
  const indent = '  '.repeat(node.depth)
  const head = `${marker}${indent}${signOf(node)} `
  const tone = node.isAbsorbed ? 'dim' : 'plain'
  const clause = node.is === 'rule' && node.part !== 'overlays' ? (node.clauses[0] ?? '') : ''
  const said = [clause, node.text, node.is === 'rule' ? node.remark : ''].filter(Boolean).join('  ')
  const rest = ' '.repeat(head.length)
  const lines = wrapCells(said, width - head.length).map((text, at): Line => ({
    isSelected,
    spans: [
      { text: at === 0 ? head : rest, tone: node.isAbsorbed ? 'dim' : signTone(node) },
      { text, tone: node.is === 'rule' && !node.isAbsorbed ? 'strong' : tone },
    ],
  }))
  if (node.is !== 'step') return lines
  const sums = wrapCells(node.arithmetic, width - rest.length)
  return [...lines, ...sums.map((text): Line => ({ isSelected, spans: [{ text: rest }, { text, tone: 'dim' }] }))]
}

function signTone({ isGood, value, is }: WhyNode): Tone {
  if (value === 'unknown') return 'warn'
  if (isGood !== null) return isGood ? 'good' : 'bad'
  return is === 'rule' ? 'accent' : 'plain'
}

/** The right pane: all that stands behind the chosen node. The clause in full, law, facts with where they come from. */
export function nodeLines(data: ClaimChecklist, index: number, language: Language, width: number): readonly Line[] {
  const why = whyOf(data, language)
  const node = why?.nodes[index]
  if (!why || !node || !data.checklist) return []
  const whole = (text: string, tone?: Tone) => wrapCells(text, width).map((part) => line({ text: part, tone }))
  const lines: Line[] = [...whole(node.text, 'strong')]
  const isStep = node.is === 'step'
  const state = [isStep ? '' : node.remark, node.isAbsorbed ? whyWords.noMatter[language] : ''].filter(Boolean)
  if (state.length > 0) lines.push(...whole(state.join(' · '), node.isAbsorbed ? 'dim' : signTone(node)))
  if (node.sum.length > 0) lines.push(blank(), heading(whyWords.reckoning[language]))
  lines.push(...node.notes.flatMap((note) => whole(note)), ...sumLines(node, width))
  for (const number of node.clauses) {
    const clause = why.terms.clauses[number]
    lines.push(
      blank(),
      line({ text: `${number} `, tone: 'accent' }, { text: clause?.title ?? '', tone: 'strong' }),
      ...whole(clause?.text ?? whyWords.noClause[language]),
    )
  }
  if (node.laws.length > 0)
    lines.push(blank(), heading(whyWords.laws[language]), ...node.laws.flatMap((law) => whole(law)))
  const uses = factUses(node.facts, data.checklist.facts, data.claim.facts, language)
  if (uses.length > 0) lines.push(blank(), heading(whyWords.facts[language]))
  for (const use of uses) lines.push(...factLines(use, node, language, width))
  if (node.grounds.length > 0)
    lines.push(blank(), heading(whyWords.grounds[language]), ...node.grounds.flatMap((ground) => whole(`- ${ground}`)))
  return lines
}

/** A fact with its value and source; one that is missing says so. */
function factLines({ key, label, value, source }: FactUse, node: WhyNode, language: Language, width: number): Line[] {
  const isOpen = value === ''
  const isMissing = node.missing.includes(key)
  const known = isOpen ? label : `${label}  ${value}`
  const said = [known, isMissing ? whyWords.missing[language] : '', sourceWords(source, language)].filter(Boolean)
  const tone: Tone = isMissing ? 'warn' : 'plain'
  return wrapCells(stripUnsafe(said.join(' · ')), width - 2).map((text, at) =>
    line({ text: at > 0 ? '  ' : isOpen ? '? ' : 'v ', tone: isOpen ? tone : 'good' }, { text, tone }),
  )
}

/** The sum as on paper: signs, figures one below the other, and what each is. */
function sumLines({ sum }: WhyNode, width: number): Line[] {
  const figures = Math.max(0, ...sum.map(({ amount }) => cellWidth(amount)))
  const room = width - figures - 3
  return sum.flatMap(({ sign, amount, label }) => {
    const tone: Tone = sign === '=' ? 'strong' : 'plain'
    const figure = { text: sign.padEnd(2) + fitCells(amount, figures, { align: 'right' }), tone }
    if (label === '') return [line(figure)]
    // A range may leave no room beside it.
    if (room < 10)
      return [line(figure), ...wrapCells(label, width - 2).map((text) => line({ text: `  ${text}`, tone: 'dim' }))]
    return wrapCells(label, room).map((text, at) =>
      line(at === 0 ? figure : { text: ' '.repeat(figures + 2) }, { text: ` ${text}`, tone: 'dim' }),
    )
  })
}

function dim(text: string): Line {
  return line({ text, tone: 'dim' })
}
