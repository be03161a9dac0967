import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { readFacts } from '../../../src/core/judgement/fact.ts'
import type { Facts } from '../../../src/core/judgement/fact-value.ts'
import type { JudgeOptions } from '../../../src/core/judgement/judgement.ts'
import type { Range } from '../../../src/core/judgement/range.ts'
import { readOverlay } from '../../../src/core/product/check-overlay.ts'
import type { Overlay } from '../../../src/core/product/overlay.ts'
import { readPack, type Pack } from '../../../src/core/product/pack.ts'

const folder = new URL('../../../fixtures/', import.meta.url)

/** A test claim: facts as a person would hand them in, and what must come out of them. */
export interface ClaimFixture {
  readonly name: string
  readonly product: string
  readonly asOf: string
  /** Ids of the overlays in force beside the packs; none where left out. */
  readonly overlays?: readonly string[]
  readonly facts: Facts
  readonly expect: {
    readonly version: string
    readonly verdict: string
    readonly liability: string
    readonly amountFen: Range
    readonly refundFen: number
    readonly stakeFen?: Range
    readonly clauses: readonly string[]
    readonly flags: readonly string[]
    readonly laws?: readonly string[]
    readonly grounds?: readonly string[]
    readonly overlays?: readonly string[]
    readonly nextQuestion: string | null
    readonly documents: readonly string[]
    readonly deadlines: Readonly<Record<string, string>>
  }
}

export function rawPack(file: string): unknown {
  return parse(readFileSync(new URL(`packs/${file}.yaml`, folder), 'utf8'))
}

export function packOf(file: string): Pack {
  const reading = readPack(rawPack(file))
  if ('problems' in reading) throw new Error(`${file}: ${JSON.stringify(reading.problems)}`)
  return reading.pack
}

/** The pack files by name, without their ending. */
export const packFiles: readonly string[] = readdirSync(new URL('packs/', folder))
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.replace('.yaml', ''))
  .toSorted()

export const packs: Readonly<Record<string, Pack>> = Object.fromEntries(
  packFiles.map(packOf).map((pack) => [pack.product, pack]),
)

/** A product of these tests by code; throws on another. */
export function pack(product: string): Pack {
  const found = packs[product]
  if (found === undefined) throw new Error(`no pack for ${product}`)
  return found
}

export function rawOverlay(file: string): unknown {
  return parse(readFileSync(new URL(`packs/overlays/${file}.yaml`, folder), 'utf8'))
}

export const overlays: readonly Overlay[] = readdirSync(new URL('packs/overlays/', folder)).map((file) => {
  const reading = readOverlay(rawOverlay(file.replace('.yaml', '')), Object.values(packs))
  if ('problems' in reading) throw new Error(`${file}: ${JSON.stringify(reading.problems)}`)
  return reading.overlay
})

/** What a fixture is judged with. */
export function optionsOf(fixture: ClaimFixture): JudgeOptions {
  return { asOf: fixture.asOf, overlays: overlays.filter(({ id }) => fixture.overlays?.includes(id)) }
}

type Written = Omit<ClaimFixture, 'name' | 'facts'> & { readonly facts: Readonly<Record<string, unknown>> }

export const claims: readonly ClaimFixture[] = readdirSync(new URL('claims/', folder))
  .toSorted()
  .map((file) => ({ file, written: parse(readFileSync(new URL(`claims/${file}`, folder), 'utf8')) as Written }))
  .map(({ file, written }) => {
    const { facts, problems, askedUnknown } = readFacts(written.facts)
    if (problems.length + askedUnknown.length > 0) throw new Error(`${file}: ${JSON.stringify(problems)}`)
    return { ...written, name: file.replace('.yaml', ''), facts }
  })

export function claim(name: string): ClaimFixture {
  const found = claims.find((fixture) => fixture.name === name)
  if (found === undefined) throw new Error(`no claim ${name}`)
  return found
}
