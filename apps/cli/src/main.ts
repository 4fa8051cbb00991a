#!/usr/bin/env node
import { commands } from './commands/index.ts'
import { processIo } from './process-io.ts'
import { run } from './run.ts'

// Set rather than exited with, so that everything written to a pipe arrives.
process.exitCode = await run(commands, process.argv.slice(2), processIo())
