import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { verifyReceiptOffline } from '@candor/journal'
import { nativeVerifier } from '@candor/server/modules/journal/log-key'
import type { Tally } from '../measure.ts'
import { candor } from '../system/command-line.ts'
import { prepare } from '../system/prepared.ts'
import { randomFrom, type Random } from '../system/random.ts'
import { hasPython, verifyPy } from '../system/verify-py.ts'
import { wholeNumber, type Task, type TaskContext } from '../task.ts'

type Verified = { readonly accepted: number; readonly refused: number }

const verify = async (folder: string, ...trust: string[]): Promise<Verified> => {
  const { json, said } = await candor(['verify', folder, ...trust])
  if (json === undefined || 'error' in (json as object))
    throw new Error(`candor verify: ${said}${JSON.stringify(json)}`)
  return json as Verified
}

/** The same bytes with one of them another one. */
const changed = (bytes: Buffer, at: number, random: Random): Buffer => {
  const copy = Buffer.from(bytes)
  copy[at] = copy[at]! ^ (1 + random(255))
  return copy
}

/** Every byte of some receipts changed, one at a time, checked in this process. */
const everyByte = (receipts: readonly Buffer[], vkey: string, random: Random): { tried: number; failed: number } => {
  const verifier = nativeVerifier(vkey)
  let [tried, failed] = [0, 0]
  for (const bytes of receipts) {
    for (let at = 0; at < bytes.length; at += 1) {
      tried += 1
      if (verifyReceiptOffline(changed(bytes, at, random), verifier).ok) failed += 1
    }
  }
  return { tried, failed }
}

/** Receipts changed at random places, as often as asked for, and judged by both verifiers. */
const secondOpinion = async (
  context: TaskContext,
  receipts: readonly Buffer[],
  { genuine, vkey, url }: { readonly genuine: string; readonly vkey: string; readonly url: string },
  random: Random,
): Promise<Tally[]> => {
  if (!hasPython()) {
    context.log('no second opinion: python3 ≥ 3.11 is not on this machine')
    return []
  }
  const key = ['--key', join(genuine, 'journal.vkey')]
  const offline = await verifyPy(genuine, ...key)
  const asked = await verifyPy(genuine, '--rpc', `${url}/rpc`)
  const folder = join(context.folder, 'mutations')
  mkdirSync(folder)
  const ours = new Map<string, string>()
  const verifier = nativeVerifier(vkey)
  for (let at = 0; at < wholeNumber(context, 'mutations'); at += 1) {
    const bytes = receipts[at % receipts.length]!
    const spoilt = changed(bytes, random(bytes.length), random)
    const name = `${at}.tlog-proof`
    writeFileSync(join(folder, name), spoilt)
    const verdict = verifyReceiptOffline(spoilt, verifier)
    ours.set(name, verdict.ok ? 'ok' : verdict.code)
  }
  const theirs = await verifyPy(folder, ...key)
  context.log('the second opinion is heard')
  const refused = (verdicts: ReadonlyMap<string, string>): number =>
    receipts.length - [...verdicts.values()].filter((verdict) => verdict === 'ok').length
  return [
    { name: 'genuine receipts accepted by verify.py, offline', tried: receipts.length, failed: refused(offline) },
    {
      name: 'genuine receipts accepted by verify.py, asking the ledger',
      tried: receipts.length,
      failed: refused(asked),
    },
    {
      name: 'changed receipts refused by verify.py',
      tried: ours.size,
      failed: [...theirs.values()].filter((verdict) => verdict === 'ok').length,
    },
    {
      name: 'changed receipts on which both verifiers say the same, for the same reason',
      tried: ours.size,
      failed: [...ours].filter(([name, verdict]) => theirs.get(name) !== verdict).length,
    },
  ]
}

const run = async (context: TaskContext): Promise<Tally[]> => {
  const count = wholeNumber(context, 'receipts')
  const random = randomFrom(wholeNumber(context, 'seed'))
  const data = join(context.folder, 'data')
  const { server, close } = await prepare(context, data, wholeNumber(context, 'rows'))
  try {
    const [genuine, spoilt] = [join(context.folder, 'genuine'), join(context.folder, 'spoilt')]
    const exported = await candor(['receipts', '--sample', String(count), '--out', genuine], { CANDOR_DATA: data })
    if (exported.code !== 0) throw new Error(`candor receipts: ${exported.said}`)
    const names = readdirSync(genuine).filter((name) => name.endsWith('.tlog-proof'))
    const receipts = names.map((name) => readFileSync(join(genuine, name)))
    mkdirSync(spoilt)
    for (const [at, name] of names.entries()) {
      writeFileSync(join(spoilt, name), changed(receipts[at]!, random(receipts[at]!.length), random))
    }
    const key = ['--key', join(genuine, 'journal.vkey')]
    const rpc = ['--rpc', `${server.url}/rpc`]
    context.log(`${names.length} receipts`)
    const offline = await verify(genuine, ...key)
    const asked = await verify(genuine, ...rpc)
    const both = await verify(genuine, ...key, ...rpc)
    context.log('genuine ones verified')
    const spoiltOffline = await verify(spoilt, ...key)
    const spoiltAsked = await verify(spoilt, ...rpc)
    context.log('spoilt ones verified')
    const vkey = readFileSync(join(genuine, 'journal.vkey'), 'utf8').trim().split('\n')[0]!
    const step = Math.max(1, Math.floor(receipts.length / wholeNumber(context, 'every-byte')))
    const all = everyByte(
      receipts.filter((_, at) => at % step === 0),
      vkey,
      random,
    )
    const second = await secondOpinion(context, receipts, { genuine, vkey, url: server.url }, random)
    const tally = (name: string, failed: number): Tally => ({ name, tried: names.length, failed })
    return [
      tally('genuine receipts accepted with the key, offline', offline.refused),
      tally('genuine receipts accepted with a ledger node alone', asked.refused),
      tally('genuine receipts accepted with key and ledger', both.refused),
      tally('receipts with one byte changed refused with the key, offline', spoiltOffline.accepted),
      tally('receipts with one byte changed refused with a ledger node alone', spoiltAsked.accepted),
      { name: 'changes of each byte in turn refused', ...all },
      ...second,
    ]
  } finally {
    await close()
  }
}

/** Receipts of real purchases: all genuine ones must be accepted, every changed one refused. */
export const receipts: Task<Tally> = {
  name: 'receipts',
  summary: 'genuine receipts are accepted, each with any one byte changed is refused',
  options: {
    receipts: { help: 'how many, taken evenly from the journal', default: '1000' },
    'every-byte': { help: 'of how many each byte is changed in turn', default: '20' },
    mutations: { help: 'changed receipts that both verifiers judge', default: '10000' },
    rows: { help: 'rows of the sample that are imported first', default: '20000' },
    seed: { help: 'of the random numbers', default: '1' },
  },
  run,
}
