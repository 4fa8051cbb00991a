import type { duplicateRoutes, RouteOutput } from '@candor/api'
import { generatePeople } from '@candor/matching/testing'
import { setTimeout as wait } from 'node:timers/promises'
import { build } from '../app.ts'
import { readConfig } from '../platform/config.ts'
import { customersWith } from './duplicates-testing.ts'

/**
 * A server that compares its customers, tells how far it is, and begins anew when it is started again after it was killed.
 * At the end it writes what there is, as one line of JSON.
 */
const people = 600

const candor = await build(readConfig({ ...process.env, CANDOR_DEMO: 'no', CANDOR_LOG_LEVEL: 'silent' }))
const { db } = candor.platform
const { app, identity } = candor
const organisationId = await identity.createOrganisation({ slug: 'crash', name: 'Crash', nameZh: '崩溃' })
const profiles = [...generatePeople({ records: people, repeated: 0.1, seed: 7 })].map(({ cells }) => {
  const [given, family, , street, city, , phone, email] = cells
  const name = [given, family].filter(Boolean).join(' ') || 'Nameless'
  return { name, phone: phone || null, email: email || null, address: street || null, city: city || null }
})
const { rows } = await db.owner.query('select from customer where organisation_id = $1 limit 1', [organisationId])
const person = { email: 'keeper@example.com', password: 'correct horse battery staple' }
if (rows.length === 0) {
  await identity.createStaff({ ...person, organisationId, role: 'manager', name: 'Keeper' })
  await customersWith({ db, customerSide: candor.customerSide }, organisationId, profiles)
}
const signedIn = await app.inject({ method: 'POST', url: '/api/auth/sign-in', payload: person })
const cookie = [signedIn.headers['set-cookie'] ?? []]
  .flat()
  .map((each) => each.split(';')[0])
  .join('; ')
const headers = { cookie }
// Refused while the one of an earlier life goes on, which is just what is wanted.
await app.inject({ method: 'POST', url: '/api/duplicates/scans', headers })

for (;;) {
  const response = await app.inject({ url: '/api/duplicates/overview', headers })
  const { scan } = response.json<RouteOutput<typeof duplicateRoutes.overview>>()
  process.stdout.write(`${scan?.phase} ${scan?.done}\n`)
  if (scan?.state !== 'running') {
    const { rows: found } = await db.owner.query(
      `select (select count(*) from duplicate_pair)::int as pairs,
              (select count(distinct scan_id) from duplicate_pair)::int as scans,
              (select count(*) from duplicate_scan)::int as started,
              (select count(*) from journal_entry where kind = 'duplicates.compared')::int as recorded`,
    )
    process.stdout.write(`${JSON.stringify({ ...scan, found: found[0] as object })}\n`)
    break
  }
  await wait(20)
}
await app.close()
