import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')

/** Each threat that the endpoint and its desks are built against, and the tests that show it; the file, then a part of the name. */
const shownBy: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'another butler’s customer by id (API1)': [
    ['http/every-route.test.ts', 'random ids × roles on every route that there is'],
    ['http/nobody-elses.test.ts', 'whatever ids are asked about on whichever route'],
  ],
  'approves or takes twice, forged role (API5, API6)': [
    ['http/nobody-elses.test.ts', 'fifty take one case at the same moment'],
    ['http/nobody-elses.test.ts', 'a role or a name in the arguments or beside them'],
    ['http/security.test.ts', 'a role that is taken away while a desk is offline'],
  ],
  'mass assignment, over-exposure (API3)': [
    ['core/command-arguments.test.ts', 'takes what it asks for and nothing beside it'],
    ['core/customer/mask.test.ts', 'every column of every row that a desk may hold'],
    ['http/reveal.test.ts', 'a column that is masked for a role'],
  ],
  'stolen token (API2)': [
    ['http/security.test.ts', 'a dump of every table and every file'],
    ['http/tokens.test.ts', 'a refresh token that is shown twice'],
    ['http/tokens.test.ts', 'an access token ends after twelve hours'],
  ],
  'token on the workstation': [
    ['cli/serve.test.ts', 'no secret is on a command line or in the log'],
    ['http/operations.test.ts', 'a request is one line in the log'],
  ],
  'replay, duplicate': [
    ['sync/two-processes.pg.test.ts', 'the same push through both processes at once is decided once'],
    ['http/reveal.test.ts', 'the same again shows the same while its answer may have been lost'],
    ['sync/access.test.ts', 'goes up with the next round, in its order, and once'],
  ],
  'resource exhaustion (API4)': [
    ['http/limits.test.ts', 'a body is at most a megabyte'],
    ['http/limits.test.ts', 'a compressed body is not unpacked'],
    ['http/limits.test.ts', 'JSON is bounded in depth'],
    ['http/limits.test.ts', 'who sends slowly'],
    ['http/security.test.ts', 'of many who wait a bounded number is held'],
  ],
  'TLS, downgrade': [
    ['http/tls.test.ts', 'a desk sends its token nowhere in plain http'],
    ['http/tls.test.ts', 'a certificate that nobody vouches for'],
    ['cli/serve.test.ts', 'an endpoint is opened to the network over TLS'],
  ],
  'SQL, JSON, prototype keys': [
    ['http/security.test.ts', 'reserved keys are taken nowhere'],
    ['http/security.test.ts', 'text that means something to SQL is text'],
    ['security-table.test.ts', 'SQL is put together from text in few places'],
  ],
  'terminal injection': [
    ['tui/inert.test.tsx', 'inert on every screen'],
    ['cli/inert.test.ts', 'inert in everything that is printed'],
    ['app/cells.test.ts', 'nothing that moves a cursor or a direction is left of any text'],
  ],
  'error leakage': [['http/problems.test.ts', 'every problem is told as its golden body']],
  'audit tampering of looks': [['sync/access.test.ts', 'a log that was edited or shortened in the middle is told']],
  'insider browsing (PIPL 51)': [
    ['http/reveal.test.ts', 'more than twenty in an hour are told'],
    ['http/reveal.test.ts', 'the value is kept nowhere'],
    ['tui/reveal.test.tsx', 'opening a customer or a claim of somebody else’s book is a look'],
    ['cli/reveal.test.ts', 'reason and look are listed for who supervises'],
  ],
}

test.each(Object.entries(shownBy))('%s is shown by tests of that name', (_threat, tests) => {
  for (const [file, name] of tests) expect(readFileSync(join(root, 'tests', file), 'utf8')).toContain(name)
})

/** Where SQL is written as text, and none of it comes from outside: migrations, triggers, what an engine needs. */
const rawAllowed = new Set(['insert-rows', 'migrate', 'open-sqlite', 'shadow'].map((name) => `src/store/${name}.ts`))

test('SQL is put together from text in few places, of what the program itself says', () => {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.tsx?$/.test(name),
  )
  const raw = files
    .map((name) => `src/${name}`)
    .filter((file) => /\bsql\.raw\(|\.exec\(`|\bCompiledQuery\.raw\(/.test(readFileSync(join(root, file), 'utf8')))
  expect(raw.filter((file) => !rawAllowed.has(file))).toEqual([])
  expect(raw.length).toBeGreaterThan(0)
})
