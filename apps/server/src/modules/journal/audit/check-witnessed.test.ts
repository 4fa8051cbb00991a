import { createCosigner, formatSignatureLines, formatWitnessKey, parseSignedCheckpoint } from '@candor/journal'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { uuidv7 } from '../../../platform/ids.ts'
import { newestCheckpoint } from '../checkpoint.ts'
import { recordMany } from '../record.ts'
import { Sequencer } from '../sequencer.ts'
import { openJournalTestDatabase, orderEntry, type JournalTestDatabase } from '../testing.ts'
import { noteCosignature, witnessedSize } from '../witnessed.ts'
import { auditJournal } from './audit.ts'

const cosigners = [1, 2].map((n) => createCosigner(`witness.example/w${n}`, new Uint8Array(32).fill(n)))

let test: JournalTestDatabase
let organisation: string
let size: number
beforeAll(async () => {
  test = await openJournalTestDatabase()
  organisation = await test.addOrganisation()
  const subject = uuidv7()
  await test.db.inOrganisation(organisation, async (tx) =>
    recordMany(
      tx,
      [0, 1, 2].map((n) => orderEntry(subject, n)),
    ),
  )
  ;({ size } = await new Sequencer(test.db).drain(organisation))
})
afterAll(async () => test.close())

const told = async (): Promise<string[]> => {
  const found: string[] = []
  const run = auditJournal(test.db, organisation, { save: false })
  for (;;) {
    const step = await run.next()
    if (step.done === true) return found
    found.push(`${step.value.code} ${step.value.key}`)
  }
}

const sign = async (which: 0 | 1): Promise<void> =>
  test.db.inOrganisation(organisation, async (tx) => {
    const { note } = (await newestCheckpoint(tx))!
    const cosigner = cosigners[which]!
    const line = formatSignatureLines([cosigner.cosign(parseSignedCheckpoint(note).note.text, new Date())])
    const witness = formatWitnessKey(cosigner.key)
    await noteCosignature(tx, size, { witness, line }, (keys) => keys.length >= 2)
  })

describe('the signatures of witnesses', () => {
  it('are counted once each, and are enough when they are', async () => {
    const newest = async () => test.db.inOrganisation(organisation, witnessedSize)
    await sign(0)
    await sign(0)
    expect(await newest()).toBe(0)
    await sign(1)
    expect(await newest()).toBe(size)
    expect(await told()).toEqual([])
  })

  it.each([
    ['lines', `replace(lines, 'w1', 'w3')`],
    ['lines', `translate(lines, 'ABCDEFGH', 'BCDEFGHA')`],
    ['lines', `lines || lines`],
    ['lines', `''`],
    ['witnesses', `array[witnesses[2], witnesses[1]]`],
    ['witnesses', `array['nonsense', witnesses[2]]`],
    ['size', `size + 1`],
  ])('are named by the audit when %s becomes %s', async (column, value) => {
    const { owner } = test.db
    const { rows } = await owner.query<{ witnesses: string[]; lines: string }>(
      'select witnesses, lines from journal_witnessed where organisation_id = $1',
      [organisation],
    )
    await owner.query(`update journal_witnessed set ${column} = ${value} where organisation_id = $1`, [organisation])
    const found = await told()
    expect(found).toEqual([`JOURNAL_WITNESSED_CHANGED checkpoint ${column === 'size' ? size + 1 : size}`])
    await owner.query('update journal_witnessed set witnesses = $2, lines = $3, size = $4 where organisation_id = $1', [
      organisation,
      rows[0]!.witnesses,
      rows[0]!.lines,
      size,
    ])
    expect(await told()).toEqual([])
  })
})
