import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { says } from './catalogue.ts'
import { ImportStop } from './problem.ts'

/** The parts of a ZIP file by their names; each is read as it is asked for. */
export type Parts = {
  has(name: string): boolean
  /** Throws an `ImportStop` where there is no such part, or it cannot be unpacked. */
  read(name: string): AsyncGenerator<Buffer>
  close(): void
}

export async function openParts(file: string): Promise<Parts> {
  let zip: ZipFile
  const parts = new Map<string, Entry>()
  try {
    zip = await openPromise(file, { autoClose: false, lazyEntries: true })
    for await (const entry of zip.eachEntry()) parts.set(entry.fileName, entry)
  } catch (fault) {
    throw badXlsx(fault)
  }
  return {
    has: (name) => parts.has(name),
    async *read(name) {
      const entry = parts.get(name)
      if (!entry) throw badXlsx(name)
      try {
        for await (const chunk of await zip.openReadStreamPromise(entry)) yield chunk as Buffer
      } catch (fault) {
        throw badXlsx(fault)
      }
    },
    close: () => zip.close(),
  }
}

export function badXlsx(fault: unknown): ImportStop {
  if (fault instanceof ImportStop) return fault
  const why = fault instanceof Error ? fault.message : String(fault)
  return new ImportStop('bad-xlsx', says.badXlsx(why), { why })
}
