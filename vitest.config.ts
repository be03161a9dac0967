import { defineConfig } from 'vitest/config'

/** Worlds whose tests say nothing about the engine of their authority: they run on both. */
const onBothEngines = [
  'tests/sync/desk-and-endpoint.test.ts',
  'tests/sync/edges.test.ts',
  'tests/http/nobody-elses.test.ts',
  'tests/http/tokens.test.ts',
  'tests/http/reveal.test.ts',
  'tests/sync/access.test.ts',
  'tests/app/audit.test.ts',
  'tests/app/backup.test.ts',
]
const needsPostgres = 'tests/**/*.pg.test.ts'
/** The built program from a shell or in a terminal; processes that are killed; whole scenes of a shift. */
const fromShell = [
  ...[
    'tests/cli/**/*.test.ts',
    'tests/torture/**/*.test.ts',
    'tests/**/*.pty.test.ts',
    'tests/ssh/**/*.test.ts',
    'tests/scripts/**/*.test.ts',
  ],
  ...['tests/scenes/**/*.test.ts', 'tests/fuzz/**/*.test.ts'],
]

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // One more than there are cores: many wait for processes.
    maxWorkers: 3,
    projects: [
      {
        extends: true,
        test: {
          name: 'sqlite',
          // Modules are loaded once for all files of a worker: no file may rest on what another has left in them.
          isolate: false,
          include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
          exclude: [needsPostgres, ...fromShell],
        },
      },
      { extends: true, test: { name: 'shell', include: fromShell, exclude: [needsPostgres] } },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: [needsPostgres, ...onBothEngines],
          setupFiles: ['tests/postgres-of-file.ts'],
          env: { BUTLER_TEST_ENGINE: 'postgres' },
        },
      },
    ],
  },
})
