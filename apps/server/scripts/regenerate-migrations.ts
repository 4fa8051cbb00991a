import { execFileSync } from 'node:child_process'
import { renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Until the first release there is one migration, made anew from the schemas; afterwards each change adds one. */
const server = dirname(dirname(fileURLToPath(import.meta.url)))
const kit = join(dirname(createRequire(import.meta.url).resolve('drizzle-kit')), 'bin.cjs')

// Made beside the old one and put in its place when whole, so that a failure leaves the old one.
const making = 'migrations.new'
const place = join(server, 'migrations')
rmSync(join(server, making), { recursive: true, force: true })
execFileSync(process.execPath, [kit, 'generate', '--name', 'initial'], {
  cwd: server,
  env: { ...process.env, MIGRATIONS_FOLDER: making },
  stdio: 'inherit',
})
rmSync(place, { recursive: true, force: true })
renameSync(join(server, making), place)
