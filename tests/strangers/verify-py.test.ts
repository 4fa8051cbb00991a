import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseReceipt, toUtf8, verifyReceiptOffline } from '@candor/journal'
import { nativeVerifier } from '@candor/server/modules/journal/log-key'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { logKey, logOf, purchase } from '../attack/journal/log-in-memory.ts'
import { randomFrom } from '../attack/journal/random.ts'
import { mutationsOf, spellings, spelt, withEntry, wrongEntries } from './mutations.ts'
import { needsPython, pythonIsHere, verdictsOf, verifyPy } from './python.ts'

const size = 41
const log = logOf(Array.from({ length: size }, (_, n) => purchase(n + 1)))
const ours = nativeVerifier(logKey)

describe.skipIf(!pythonIsHere)(`the verifier in Python, which shares no code with ours${needsPython}`, () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'candor-verify-py-'))
    writeFileSync(join(folder, 'journal.vkey'), `${logKey}\n`)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const put = (place: string, files: readonly (readonly [name: string, file: string])[]): void => {
    mkdirSync(join(folder, place), { recursive: true })
    for (const [name, file] of files) writeFileSync(join(folder, place, `${name}.tlog-proof`), file)
  }

  /** Has both verifiers judge the files. @returns names of those on which they differ, and how many were refused */
  const judged = async (place: string, files: readonly (readonly [name: string, file: string])[]) => {
    put(place, files)
    const theirs = await verdictsOf([place, '--key', 'journal.vkey'], folder)
    const differing: string[] = []
    let refused = 0
    for (const [name, file] of files) {
      const told = theirs.get(`${name}.tlog-proof`)
      const verdict = verifyReceiptOffline(toUtf8(file), ours)
      if (!verdict.ok) refused += 1
      const [mine, other] = [verdict.ok ? 'ok' : verdict.code, told?.ok === true ? 'ok' : told?.code]
      if (mine !== other) differing.push(`${name}: ours ${mine}, theirs ${other}`)
    }
    return { differing, refused }
  }

  it('accepts every genuine receipt', async () => {
    const files = await Promise.all(
      Array.from({ length: size }, async (_, n) => [`${n}`, await log.receipt(n, n % 3 === 0 ? n + 1 : size)] as const),
    )
    expect(await judged('genuine', files)).toEqual({ differing: [], refused: 0 })
  })

  it('says of every changed one what ours says, for the same reason', async () => {
    const random = randomFrom(11)
    const files: [string, string][] = []
    for (const index of [0, 1, 7, 16, 31, 39, 40]) {
      for (const at of [index + 1, size]) {
        const text = await log.receipt(index, at)
        for (const [name, file] of mutationsOf(text, random)) {
          if (file !== text) files.push([`${index} of ${at}, ${name}`, file])
        }
      }
    }
    const { differing, refused } = await judged('changed', files)
    expect(differing).toEqual([])
    // The rest are receipts of their own right: signed anew by the log, with less in them.
    expect(refused).toBeGreaterThan(files.length * 0.8)
  })

  it('takes no other spelling than ours does', async () => {
    const receipt = parseReceipt(await log.receipt(3, size))
    const files = [
      ...spellings.map((body, n) => [`spelling ${n}`, spelt(receipt, body)] as const),
      ...wrongEntries.map((change, n) => [`entry ${n}`, withEntry(receipt, change)] as const),
    ]
    const { differing, refused } = await judged('spellings', files)
    expect(differing).toEqual([])
    expect(refused).toBeGreaterThan(20)
    expect(refused).toBeLessThan(files.length - 8)
  })

  it('takes no file that is too long, and none that is not text', async () => {
    put('odd', [['long', `c2sp.org/tlog-proof@v1\n${'A'.repeat(1_100_000)}`]])
    writeFileSync(join(folder, 'odd', 'bytes.tlog-proof'), Uint8Array.of(0xff, 0xfe, 0x00))
    writeFileSync(join(folder, 'odd', 'empty.tlog-proof'), '')
    const told = await verdictsOf(['odd', '--key', 'journal.vkey'], folder)
    expect([...told.values()].map(({ code }) => code)).toEqual(Array.from({ length: 3 }, () => 'RECEIPT_MALFORMED'))
  })

  it('explains itself in words, in either language', async () => {
    put('.', [['one', await log.receipt(4, size)]])
    const english = await verifyPy(['one.tlog-proof', '--key', logKey, '--content'], folder)
    expect(english).toMatchObject({ code: 0, err: '' })
    expect(english.out).toContain('one.tlog-proof: GENUINE')
    expect(english.out).toContain('the record is number 5 of the 41 sealed ones')
    expect(english.out).toContain('"amount": 500')
    expect(english.out).toContain('not asked: whether ledger 7 keeps the seal')
    const chinese = await verifyPy(['one.tlog-proof', '--key', 'journal.vkey', '--language', 'zh'], folder)
    expect(chinese.out).toContain('one.tlog-proof: 真实')
  })

  it('names the check that failed and ends with 1', async () => {
    put('.', [['forged', (await log.receipt(4, size)).replace('\nindex 4\n', '\nindex 5\n')]])
    const said = await verifyPy(['forged.tlog-proof', '--key', logKey], folder)
    expect(said.code).toBe(1)
    expect(said.out).toContain('forged.tlog-proof: NOT ACCEPTED')
    expect(said.out).toContain('[RECEIPT_INCLUSION_FAILS]')
  })

  it.each([
    [[], 'required'],
    [['one.tlog-proof'], 'cannot vouch for itself'],
    [['absent.tlog-proof', '--key', 'journal.vkey'], 'there is no absent.tlog-proof'],
    [['one.tlog-proof', '--key', 'nonsense'], 'cannot be used'],
    [['one.tlog-proof', '--rpc', 'not a url'], '--rpc takes an address'],
    [['one.tlog-proof', '--key', 'journal.vkey', '--contract', '0x12'], '40 hexadecimal digits'],
  ])('refuses %j as wrongly called', async (argv, problem) => {
    const said = await verifyPy(argv, folder)
    expect(said).toMatchObject({ code: 2, out: '' })
    expect(said.err).toContain(problem)
  })

  it('says that nothing is known when the ledger cannot be asked', async () => {
    expect(await verifyPy(['one.tlog-proof', '--rpc', 'http://127.0.0.1:9'], folder)).toMatchObject({
      code: 3,
      out: '',
    })
  })
})
