#!/usr/bin/env node
// The entry: nothing here may need a newer Node than the one it refuses, and nothing native is loaded before the check.
const floor = [22, 14] as const
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < floor[0] || (major === floor[0] && minor < floor[1])) {
  process.stderr.write(`butler needs Node ${floor.join('.')} or newer; this is ${process.versions.node}.\n`)
  process.exit(1)
}

// A reader that goes away (`| head -1`) ends the program quietly.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (fault: NodeJS.ErrnoException) => {
    if (fault.code === 'EPIPE') process.exit(0)
    throw fault
  })

const { enableCompileCache, flushCompileCache } = process.getBuiltinModule('node:module')
enableCompileCache()
// What is compiled is kept at the end; a closed terminal or a kill would leave the next start without it.
setTimeout(flushCompileCache, 3_000).unref()
// In a session of `butler serve --ssh`, before anything looks at the terminal.
if (process.env['BUTLER_SSH_TERMINAL']) (await import('./ssh/terminal.ts')).standBehindSsh()
const { run } = await import('./cli/run.ts')
// The faces do not know each other: each is handed over as a function that loads it when it is called.
process.exitCode = await run(process.argv.slice(2), {
  openWorkstation: async (...opening) => (await import('./tui/open.tsx')).openWorkstation(...opening),
  keyTable: () => import('./tui/key-table.ts'),
  listenSsh: async (...serving) => (await import('./ssh/server.ts')).listenSsh(...serving),
  listen: async (...listening) => (await import('./http/server.ts')).listen(...listening),
})
