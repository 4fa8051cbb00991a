import { build, type Candor } from '@candor/server'
import { readConfig } from '@candor/server/platform/config'
import { StartError } from '@candor/server/platform/start-error'
import { registerBaselines } from './baselines.ts'
import type { Ready } from './message.ts'
import { setUpCoalition, setUpShops } from './set-up.ts'

const account = { email: 'owner@bench.example', password: 'measure twice, cut once' }

const signedIn = async (url: string): Promise<string> => {
  const response = await fetch(`${url}/api/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(account),
  })
  if (!response.ok) throw new Error(`sign-in: ${response.status} ${await response.text()}`)
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

/** The organisation that is measured with; made on the first start of a data folder. */
const organisationOf = async (candor: Candor): Promise<string> => {
  const { identity, platform } = candor
  const [known] = await platform.db.organisationIds()
  if (known !== undefined) return known
  const organisationId = await identity.createOrganisation({ slug: 'bench', name: 'Bench', nameZh: '测量' })
  await identity.createStaff({ ...account, organisationId, role: 'owner', name: 'Owner' })
  const shops = process.env['CANDOR_BENCH_SHOPS']
  if (shops === 'plain') await setUpShops(candor, organisationId)
  if (shops === 'points') await setUpCoalition(candor, organisationId)
  return organisationId
}

const start = async (): Promise<Ready> => {
  const config = readConfig()
  const candor = await build(config, { extend: registerBaselines })
  const { app } = candor
  await app.listen({ host: config.host, port: config.port })
  const { port } = app.server.address() as { port: number }
  const url = `http://${config.host}:${port}`
  const organisationId = await organisationOf(candor)
  process.once('SIGTERM', () => void app.close().then(() => process.exit(0)))
  return { url, port, organisationId, cookie: await signedIn(url) }
}

try {
  process.send?.(await start())
} catch (error) {
  process.stderr.write(`${String(error)}${error instanceof StartError ? `\n${error.remedy}` : ''}\n`)
  process.exit(1)
}
