import { benches } from './benches/index.ts'
import { campaigns } from './campaigns/index.ts'
import { run } from './run.ts'

process.exitCode = await run({ benches, campaigns }, process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
})
