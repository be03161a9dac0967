import { join } from 'node:path'
import { createAuthority, openHome } from '../../src/app/home.ts'
import { importFile } from '../../src/app/import/import-file.ts'
import { seedFlows, seedProducts } from '../../src/app/seed.ts'
import type { RowKind } from '../../src/core/import/schema.ts'
import { accepted } from '../world.ts'
import { layCopy } from '../made.ts'
import { fixtures } from './butler.ts'

const files: [RowKind, string][] = [
  ['staff', 'staff.csv'],
  ['customers', 'customers.csv'],
  ['customers', 'customers.gb18030.csv'],
  ['policies', 'policies.csv'],
  ['conversations', 'conversations.jsonl'],
]

/** An authority of a small team with the fixture customers and policies. */
export function makeTeam(folder: string): Promise<void> {
  return layCopy('team', folder, fillTeam)
}

async function fillTeam(folder: string): Promise<void> {
  await createAuthority(folder)
  const home = await openHome(folder)
  await seedFlows(home, 'en')
  await seedProducts(home, 'en')
  for (const [kind, name] of files) {
    const options = { kind, file: join(fixtures, 'import', name), dryRun: false, language: 'en' } as const
    const imported = await importFile(options, (args) => home.execute('import.rows', args))
    if (!imported.ok || imported.report.rejected > 0) throw new Error(JSON.stringify(imported))
  }
  accepted(await home.execute('staff.add', { id: 'X002', name: '柏专家', role: 'expert' }))
  await home.close()
}
