import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

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

/**
 * One project after the other, since a worker keeps its loaded modules only while the next file is of the same; of the last one first
 * what takes longest, or all would wait for it in the end.
 */
class ProjectsInTurn extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const turnOf = ({ project, moduleId }: TestSpecification) =>
      ['sqlite', 'postgres', 'shell'].indexOf(project.name) + (/tests\/(scripts|torture)/.test(moduleId) ? 0 : 0.5)
    return (await super.sort(files)).toSorted((a, b) => turnOf(a) - turnOf(b))
  }
}

export default defineConfig({
  // React as it ships.
  oxc: { jsx: { runtime: 'automatic', development: false } },
  test: {
    env: { NODE_ENV: 'production' },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    globalSetup: 'tests/made-folder.ts',
    // One more than there are cores: many wait for processes.
    maxWorkers: 3,
    sequence: { sequencer: ProjectsInTurn },
    projects: [
      {
        extends: true,
        test: {
          name: 'sqlite',
          isolate: false,
          // Screens are drawn into streams without a height, for which Ink asks a program (tput) at every frame where nobody says it.
          env: { NODE_ENV: 'production', COLUMNS: '100', LINES: '24' },
          include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
          exclude: [needsPostgres, ...fromShell],
        },
      },
      { extends: true, test: { name: 'shell', isolate: false, include: fromShell, exclude: [needsPostgres] } },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: [needsPostgres, ...onBothEngines],
          isolate: false,
          globalSetup: ['tests/made-folder.ts', 'tests/postgres-setup.ts'],
          env: { BUTLER_TEST_ENGINE: 'postgres' },
        },
      },
    ],
  },
})
