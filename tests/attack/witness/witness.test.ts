import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { journalPaths, witnessRoutes } from '@candor/api'
import { auditParts } from '@candor/cli/src/audit/run-audit.ts'
import {
  ed25519Verifier,
  formatAddCheckpoint,
  hashLeaf,
  parsePolicy,
  parseSignedCheckpoint,
  parseVerifierKey,
  signCheckpoint,
  toUtf8,
  verifyReceiptOffline,
  verifySplitView,
  type SplitView,
} from '@candor/journal'
import { logSigner } from '@candor/server/modules/journal/log-key'
import { proofBetween, receiptOf, record } from '@candor/server/modules/journal/index'
import { uuidv7 } from '@candor/server/platform/ids'
import { eventually, testServer, type TestServer } from '@candor/server/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { needsPython, pythonIsHere, verdictsOf } from '../../strangers/python.ts'
import { startWitness, type WitnessProcess } from './witness-process.ts'

/** One company's journal, watched by another company's server and by an auditor who runs `candor witness` alone. */

let folder: string
let partner: TestServer
let partnerUrl: string
let auditor: WitnessProcess
let company: TestServer
let organisation: string
let journalKey: string
let partnerKey: string

const at = (name: string): string => join(folder, name)
const addressOf = ({ app }: TestServer): string => `http://127.0.0.1:${(app.server.address() as { port: number }).port}`

const note = async (text: string): Promise<string> =>
  company.db.inOrganisation(organisation, async (tx) => {
    const { id } = await record(tx, {
      subject: uuidv7(),
      kind: 'note.added',
      actor: 'system',
      purpose: 'service-contract',
      body: { text },
    })
    return id
  })

type Overview = {
  quorum: string | null
  witnessedSize: number
  witnesses: { name: string; state: string; problem: string | null; size: number }[]
  own: { key: string; logs: { origin: string; size: number | null }[] } | null
  splitViews: (SplitView & { knownSize: number; shownSize: number })[]
}
const overviewOf = async (server: TestServer): Promise<Overview> => {
  const { headers } = await server.signIn('auditor')
  return (await server.app.inject({ url: witnessRoutes.overview.path, headers })).json()
}

/** Until both witnesses have signed all that there is, so that nothing more is asked of them by the company itself. */
const settled = async (): Promise<void> => {
  await eventually('all is signed by both', async () => {
    const { rows } = await company.db.owner.query<{ size: number }>(
      `select max(size)::int as size from journal_checkpoint where organisation_id = $1
       having max(size) = (select count(*) from journal_entry where organisation_id = $1)`,
      [organisation],
    )
    const { witnesses } = await overviewOf(company)
    return witnesses.every(({ state, size }) => state === 'cosigned' && size === rows[0]?.size)
  })
}

/** A receipt with so many witnesses' signatures on its checkpoint. */
const witnessedReceipt = async (id: string, least: number): Promise<string> =>
  eventually(`a receipt that ${least} witnesses have signed`, async () => {
    const receipt = await company.db
      .inOrganisation(organisation, async (tx) => receiptOf(tx, id, true))
      .catch(() => undefined)
    if (receipt === undefined) return undefined
    const signed = receipt.split('\n').filter((line) => line.startsWith('\u2014 ')).length
    return signed > least ? receipt : undefined
  })

const policyText = (least: number): string => `
log ${journalKey}
witness partner ${partnerKey} ${partnerUrl}/witness
witness auditor ${auditor.key} ${auditor.url}
group all-witnesses ${least} partner auditor
quorum all-witnesses
`

const strangersKey = 'remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2'

const restartAuditor = async (): Promise<WitnessProcess> => {
  const { port } = new URL(auditor.url)
  return startWitness(at('auditor.json'), [journalKey], 'ignored.example', Number(port))
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'candor-witness-'))
  writeFileSync(at('partner.logs'), '# journals that the partner watches\n')
  partner = await testServer({
    organisations: 1,
    env: { CANDOR_WITNESS_LOGS: at('partner.logs') },
    logSink: { write: () => undefined },
  })
  await partner.app.listen({ host: '127.0.0.1', port: 0 })
  partnerUrl = addressOf(partner)
  partnerKey = (await (await fetch(`${partnerUrl}/witness/key`)).text()).trim()
  const other = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'
  auditor = await startWitness(at('auditor.json'), [other])
  writeFileSync(
    at('asked.policy'),
    `witness partner ${partnerKey} ${partnerUrl}/witness\nwitness auditor ${auditor.key} ${auditor.url}\n` +
      'group both 2 partner auditor\nquorum both\n',
  )
  company = await testServer({ organisations: 1, env: { CANDOR_WITNESS_POLICY: at('asked.policy') } })
  organisation = company.organisations[0]!
  await note('the first')
  journalKey = await eventually('the key of the journal', async () => {
    const answer = await company.app.inject({ url: `${journalPaths.log(organisation)}/key` })
    return answer.statusCode === 200 ? answer.body.trim() : undefined
  })
})
afterAll(async () => {
  await company.close()
  await partner.close()
  await auditor.kill()
  rmSync(folder, { recursive: true, force: true })
})

describe('witnesses of a journal', () => {
  it('do not sign for a journal that they do not know, and it goes on without them', async () => {
    const overview = await eventually('both have said so', async () => {
      const now = await overviewOf(company)
      return now.witnesses.every(({ state }) => state === 'unknown') ? now : undefined
    })
    expect(overview).toMatchObject({ quorum: '2 of 2', witnessedSize: 0, own: null, splitViews: [] })
    const id = await note('nobody signs')
    const receipt = await eventually('a receipt', async () =>
      company.db.inOrganisation(organisation, async (tx) => receiptOf(tx, id, true)).catch(() => undefined),
    )
    expect(verifyReceiptOffline(receipt, journalKey)).toMatchObject({ ok: true, witnesses: [] })
  })

  it('sign once they are told its key, while they run, and receipts carry their signatures', async () => {
    writeFileSync(at('partner.logs'), `# journals that the partner watches\n${journalKey}\n`)
    await auditor.kill()
    auditor = await restartAuditor()
    const id = await note('both sign')
    const receipt = await witnessedReceipt(id, 2)
    const policy = parsePolicy(policyText(2))
    expect(verifyReceiptOffline(receipt, journalKey, policy)).toMatchObject({
      ok: true,
      witnesses: ['partner', 'auditor'],
      passed: ['form', 'origin', 'checkpoint', 'witnesses', 'entry', 'commitment', 'inclusion', 'signature'],
    })
    const overview = await overviewOf(company)
    expect(overview.witnesses.map(({ state }) => state)).toEqual(['cosigned', 'cosigned'])
    expect(overview.witnessedSize).toBeGreaterThan(0)
    const { own } = await overviewOf(partner)
    expect(own).toMatchObject({ key: partnerKey, logs: [{ origin: parseVerifierKey(journalKey).name }] })
    writeFileSync(at('signed.tlog-proof'), receipt)
  })

  it('are what a receipt is refused without', async () => {
    const stranger = policyText(2).replace(auditor.key, strangersKey)
    const receipt = readFileSync(at('signed.tlog-proof'), 'utf8')
    expect(verifyReceiptOffline(receipt, journalKey, parsePolicy(stranger))).toMatchObject({
      ok: false,
      code: 'RECEIPT_WITNESSES_MISSING',
      evidence: { found: ['partner'] },
    })
    const one = parsePolicy(stranger.replace(' 2 partner', ' 1 partner'))
    expect(verifyReceiptOffline(receipt, journalKey, one)).toMatchObject({ ok: true, witnesses: ['partner'] })
  })

  it.skipIf(!pythonIsHere)(`are counted by the verifier in Python too${needsPython}`, async () => {
    const verdictOf = async (policy: string) => {
      writeFileSync(at('trusted.policy'), policy)
      const told = await verdictsOf(['signed.tlog-proof', '--policy', 'trusted.policy'], folder)
      return told.get('signed.tlog-proof')
    }
    expect(await verdictOf(policyText(2))).toMatchObject({ ok: true, witnesses: ['partner', 'auditor'] })
    expect(await verdictOf(policyText(2).replace(auditor.key, strangersKey))).toMatchObject({
      ok: false,
      code: 'RECEIPT_WITNESSES_MISSING',
    })
    expect(await verdictOf(policyText(1).replace(auditor.key, strangersKey))).toMatchObject({ ok: true })
  })

  it('serve the newest checkpoint that they have signed to monitors', async () => {
    const { name } = parseVerifierKey(journalKey)
    const hash = Buffer.from(await crypto.subtle.digest('SHA-256', toUtf8(name) as Uint8Array<ArrayBuffer>)).toString(
      'hex',
    )
    for (const base of [`${partnerUrl}/witness/`, auditor.url]) {
      const text = await (await fetch(`${base}${hash}/checkpoint`)).text()
      expect(parseSignedCheckpoint(text).note.signatures).toHaveLength(2)
      expect((await fetch(`${base}${'0'.repeat(64)}/checkpoint`)).status).toBe(404)
    }
  })

  it('let one of many requests at the same time decide', async () => {
    const sizes = await eventually('some checkpoints', async () => {
      await note('more')
      const { rows } = await company.db.owner.query<{ size: number; note: string }>(
        'select size, note from journal_checkpoint where organisation_id = $1 order by size',
        [organisation],
      )
      return rows.length >= 5 ? rows : undefined
    })
    await settled()
    // As a new witness would see them: nothing was signed before.
    await partner.db.owner.query('delete from system.witnessed_log')
    const answers = await Promise.all(
      [...sizes, ...sizes].map(async ({ note: checkpoint }) => {
        const body = formatAddCheckpoint({ oldSize: 0, proof: [], checkpoint })
        return fetch(`${partnerUrl}/witness/add-checkpoint`, { method: 'POST', body })
      }),
    )
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
    expect(statuses.filter((status) => status === 409)).toHaveLength(statuses.length - 1)
  })
})

describe('a journal that shows two histories', () => {
  /** The company signs a list that never was, of the size that a witness has signed already, or larger. */
  const lie = async (size: number): Promise<string> =>
    company.db.inOrganisation(organisation, async (tx) => {
      const signer = await logSigner(tx, undefined)
      return signCheckpoint({ origin: signer.origin, size, root: hashLeaf(toUtf8('another history')) }, signer)
    })
  const sizeAt = async (url: string): Promise<number> => {
    const body = formatAddCheckpoint({ oldSize: 0, proof: [], checkpoint: await lie(0) })
    const answer = await fetch(url, { method: 'POST', body })
    expect(answer.status).toBe(409)
    return Number(await answer.text())
  }

  it('gets no signature, and both signed checkpoints are kept as proof', async () => {
    await settled()
    for (const url of [`${partnerUrl}/witness/add-checkpoint`, `${auditor.url}add-checkpoint`]) {
      const size = await sizeAt(url)
      const same = formatAddCheckpoint({ oldSize: size, proof: [], checkpoint: await lie(size) })
      expect((await fetch(url, { method: 'POST', body: same })).status).toBe(422)
      // A proof that holds for the true list does not hold for the other one.
      const proof = await company.db
        .inOrganisation(organisation, async (tx) => proofBetween(tx, size - 1, size))
        .catch(() => [])
      const larger = formatAddCheckpoint({ oldSize: size, proof, checkpoint: await lie(size + 1) })
      expect((await fetch(url, { method: 'POST', body: larger })).status).toBe(422)
      expect(await sizeAt(url)).toBe(size)
    }
    const verifier = ed25519Verifier(parseVerifierKey(journalKey))
    const { splitViews } = await overviewOf(partner)
    const convicting = splitViews.filter(({ proven }) => proven)
    expect(convicting).toHaveLength(1)
    expect(verifySplitView(convicting[0]!, verifier)).toBe(true)
    const { evidence } = JSON.parse(readFileSync(at('auditor.json'), 'utf8')) as { evidence: SplitView[] }
    expect(evidence.filter((each) => each.proven && verifySplitView(each, verifier))).toHaveLength(1)
  })

  it('is told to whoever looks: health, audit, the witness alone', async () => {
    const health = await partner.app.inject({ url: '/health' })
    expect(health.json()).toMatchObject({
      checks: { witness: { ok: true, detail: expect.stringContaining('two histories') } },
    })
    const task = {
      organisations: [],
      incremental: false,
      full: false,
      save: false,
      server: undefined,
      onStep: () => undefined,
    }
    const { findings } = await auditParts(partner.db, task, false, async () => undefined)
    expect(findings).toMatchObject([
      {
        code: 'WITNESS_TWO_HISTORIES',
        detail: { origin: parseVerifierKey(journalKey).name, known: expect.any(String) },
      },
    ])
  })

  it('goes on being watched from where it was', async () => {
    const id = await note('the true history goes on')
    await expect(witnessedReceipt(id, 2)).resolves.toContain(partnerKey.split('+')[0])
  })
})

describe('a witness that is killed', () => {
  it('remembers what it has signed, and refuses a second process on its file', async () => {
    const before = JSON.parse(readFileSync(at('auditor.json'), 'utf8')) as { logs: Record<string, { size: number }> }
    await expect(startWitness(at('auditor.json'), [journalKey])).rejects.toThrow(/in use by process/)
    await auditor.kill()
    auditor = await restartAuditor()
    const after = JSON.parse(readFileSync(at('auditor.json'), 'utf8')) as typeof before
    for (const [origin, { size }] of Object.entries(before.logs)) {
      expect(after.logs[origin]!.size).toBeGreaterThanOrEqual(size)
    }
    const id = await note('after the restart')
    await witnessedReceipt(id, 2)
    expect(await auditor.stop()).toBe(0)
  })
})
