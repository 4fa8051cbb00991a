import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { createGunzip } from 'node:zlib'
import { build } from '../apps/server/src/app.ts'
import { loadDemoCompany } from '../apps/server/src/links/demo-company.ts'
import { coalition, teaHouse } from '../apps/server/src/modules/demo/index.ts'
import { readConfig } from '../apps/server/src/platform/config.ts'
import { port } from './support/address.ts'
import { connectionFile } from './support/database.ts'

/*
 * The real server on a fresh data folder with a small demo, for one run of the browser tests: every sixtieth customer of the
 * demo file, and the rows that the import has to refuse. Ends with SIGTERM and leaves nothing behind.
 */

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const demoData = fileURLToPath(new URL('../demo/data/', import.meta.url))

const belongs = (line: string): boolean => {
  const customer = line.split(',').at(-2) ?? ''
  return customer === '' || Number(customer) % 60 === 0
}

/** Writes the sample below the data folder. @returns its path relative to the demo's files */
const writeSample = async (folder: string): Promise<string> => {
  const source = createReadStream(join(demoData, coalition.file)).pipe(createGunzip())
  const kept: string[] = []
  let refused = 0
  for await (const line of createInterface({ input: source, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (kept.length > 0 && !belongs(line)) continue
    if (line.split(',').at(-2) === '' && (refused += 1) > 40) continue
    kept.push(line)
  }
  const path = join(folder, 'online-retail.csv')
  writeFileSync(path, `${kept.join('\n')}\n`)
  return relative(demoData, path)
}

const data = mkdtempSync(join(tmpdir(), 'candor-e2e-'))
const config = readConfig({
  CANDOR_DATA: join(data, 'data'),
  CANDOR_PORT: String(port),
  CANDOR_PUBLIC_URL: `http://127.0.0.1:${port}`,
  CANDOR_LOG_LEVEL: 'warn',
  CANDOR_DEMO: 'yes',
  // Receivers of webhooks are on this machine.
  CANDOR_PRIVATE_WEBHOOKS: 'yes',
})
const candor = await build(config, { onStep: say })
writeFileSync(connectionFile, JSON.stringify(candor.platform.db.connection))
const stop = async (): Promise<void> => {
  await candor.app.close()
  rmSync(data, { recursive: true, force: true })
  rmSync(connectionFile, { force: true })
  process.exit(0)
}
process.on('SIGTERM', () => void stop())
process.on('SIGINT', () => void stop())
await loadDemoCompany(candor, { ...coalition, file: await writeSample(data) }, (step) => say(step))
await loadDemoCompany(candor, teaHouse, (step) => say(step))
await candor.app.listen({ port, host: '127.0.0.1' })
say(`listening on ${port}`)
