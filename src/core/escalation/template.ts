/**
 * Texts with slots: `{{refusedOn}}` is replaced by its value; `{{#documents}}…{{/documents}}` is shown only when `documents` has
 * a value. Values are printed texts; one that is blank or not there is empty.
 */
export type SlotValues = ReadonlyMap<string, string>

/** A piece of a rendered text, for the screen: an empty slot comes as `{{its name}}` with `isEmpty`. */
export type Segment = { text: string; slot?: string; isEmpty: boolean }

export type TemplateProblem = { is: 'unopened' | 'unclosed' | 'badTag'; name: string }

type Part =
  | { is: 'text'; text: string }
  | { is: 'slot'; name: string }
  | { is: 'section'; name: string; parts: readonly Part[] }

const tag = /\{\{([#/]?)([^{}]*)\}\}/g
const slotName = /^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)?$/

/** The slots of a text, each once, in the order in which they first appear; those inside sections too. */
export function slotsOf(text: string): string[] {
  return names(parse(text).parts, 'slot')
}

/** The names on whose values sections of the text depend. */
export function sectionsOf(text: string): string[] {
  return names(parse(text).parts, 'section')
}

/** What is wrong with the tags of a text; none for a text that renders as it was meant. */
export function templateProblems(text: string): TemplateProblem[] {
  return parse(text).problems
}

/** The text as it would go out, and the slots that are empty in it: while there are any it must not be sent. */
export function renderTemplate(text: string, values: SlotValues): { text: string; empty: string[] } {
  const segments = segmentsOf(parse(text).parts, values)
  const empty = segments.flatMap((segment) => (segment.isEmpty && segment.slot ? [segment.slot] : []))
  return { text: segments.map((segment) => segment.text).join(''), empty: [...new Set(empty)] }
}

/**
 * The text in pieces, so that a screen can show what was filled in and what is still empty: that under its label where `labelOf`
 * knows one.
 */
export function previewTemplate(
  text: string,
  values: SlotValues,
  labelOf: (slot: string) => string | undefined = () => undefined,
): Segment[] {
  return segmentsOf(parse(text).parts, values).map((segment) => {
    const label = segment.isEmpty && segment.slot ? labelOf(segment.slot) : undefined
    return label ? { ...segment, text: `{{${label}}}` } : segment
  })
}

function segmentsOf(parts: readonly Part[], values: SlotValues): Segment[] {
  return parts.flatMap((part): Segment[] => {
    switch (part.is) {
      case 'text':
        return [{ text: part.text, isEmpty: false }]
      case 'slot': {
        const value = values.get(part.name) ?? ''
        if (value.trim() === '') return [{ text: `{{${part.name}}}`, slot: part.name, isEmpty: true }]
        return [{ text: value, slot: part.name, isEmpty: false }]
      }
      case 'section':
        return (values.get(part.name) ?? '').trim() === '' ? [] : segmentsOf(part.parts, values)
    }
  })
}

function names(parts: readonly Part[], is: 'slot' | 'section'): string[] {
  const found = parts.flatMap((part) => {
    if (part.is === 'text') return []
    return [...(part.is === is ? [part.name] : []), ...(part.is === 'section' ? names(part.parts, is) : [])]
  })
  return [...new Set(found)]
}

function parse(text: string): { parts: Part[]; problems: TemplateProblem[] } {
  const problems: TemplateProblem[] = []
  const open: { name: string; parts: Part[] }[] = [{ name: '', parts: [] }]
  const add = (part: Part) => open.at(-1)?.parts.push(part)
  const close = () => {
    const section = open.pop()
    if (section) add({ is: 'section', ...section })
  }
  let read = 0
  for (const match of text.matchAll(tag)) {
    addText(text.slice(read, match.index))
    read = match.index + match[0].length
    const [kind, name] = [match[1], (match[2] ?? '').trim()]
    if (!slotName.test(name)) problems.push({ is: 'badTag', name })
    else if (kind === '#') open.push({ name, parts: [] })
    else if (kind !== '/') add({ is: 'slot', name })
    else if (open.at(-1)?.name === name) close()
    else problems.push({ is: 'unopened', name })
  }
  addText(text.slice(read))
  for (const section of open.slice(1)) problems.push({ is: 'unclosed', name: section.name })
  while (open.length > 1) close()
  return { parts: open[0]?.parts ?? [], problems }

  function addText(piece: string) {
    if (piece === '') return
    const stray = /\{\{|\}\}/.exec(piece)
    if (stray) problems.push({ is: 'badTag', name: piece.slice(stray.index, stray.index + 20) })
    add({ is: 'text', text: piece })
  }
}
