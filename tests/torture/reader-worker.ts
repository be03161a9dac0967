import Database from 'better-sqlite3'

/**
 * Another program that reads desks' databases all the while, each look within one read transaction, and says what no look may ever
 * show: half a pull, a command without its effect, an effect without its command.
 */
const half: Record<string, string> = {
  'a pull is under way': `select id from pulling where isOn <> 0`,
  'the cursor and the witness are of two pulls': `select c.value from home c, home w where c.key = 'cursor' and w.key = 'witness'
    and c.value not like '%.' || substr(w.value, 1, instr(w.value, '.') - 1) || '.%'`,
  'a note that is saved is not to be seen': `select o.id from outbox o join customer c on c.id = o.customerId
    where o.name = 'note.add' and o.state in ('waiting', 'accepted') and o.isAtRisk = 0
      and not exists (select 1 from note n where n.id = o.id || '.1')`,
  'a note that was refused is to be seen': `select o.id from outbox o join note n on n.id = o.id || '.1' 
    where o.state = 'refused' and o.code <> 'scope.lost'`,
  'an event without its note': `select e.commandId from event e join customer c on c.id = e.customerId
    where e.command = 'note.add' and e.outcome = 'accepted'
      and not exists (select 1 from note n where n.id = e.commandId || '.1')`,
  'images are kept of rows that no command has touched': `select id from shadow where not exists (select 1 from outbox where state = 'waiting')`,
}

const open = new Map<string, { db: Database.Database; look: () => string | null; version: number }>()
let looks = 0

function watch(file: string) {
  const db = new Database(file, { readonly: true, timeout: 10_000 })
  const questions = Object.entries(half).map(([what, sql]) => [what, db.prepare(sql).pluck()] as const)
  const look = db.transaction(() => {
    for (const [what, question] of questions) {
      const found = question.get()
      if (found !== undefined) return `${what}: ${String(found)}`
    }
    return null
  })
  open.set(file, { db, look, version: 0 })
}

process.on('message', (told: { watch?: string; leave?: string; n?: number }) => {
  if (told.watch) watch(told.watch)
  if (told.leave) {
    open.get(told.leave)?.db.close()
    open.delete(told.leave)
  }
  if (told.n) process.send?.({ n: told.n, looks })
})
process.on('disconnect', () => process.exit(0))

setInterval(() => {
  for (const [file, watched] of open) {
    const version = Number(watched.db.pragma('data_version', { simple: true }))
    if (version === watched.version) continue
    watched.version = version
    looks++
    const seen = watched.look()
    if (seen) process.send?.({ seen: `${file}: ${seen}` })
  }
}, 3)
