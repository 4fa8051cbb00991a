import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { deployLedger, item } from './support/ledger.ts'

const file = join(import.meta.dirname, '../gas-snapshot.json')
/** Calldata with more or fewer zero bytes moves a figure by less than this. */
const tolerance = 0.005

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

/** Gas of every call that is made often; `…PerItem` is that of a batch of 200 divided by 200. */
const measure = async (): Promise<Record<string, number>> => {
  const ledger = await deployLedger()
  const time = ledger.time
  const enrol = await ledger.enrol(0, 200)
  let purchase = 0
  const batch = (holderOf: (index: number) => number) =>
    ledger.earn(numbers(200).map((index) => item(holderOf(index), (purchase += 1), 12_345, time)))
  const firstEarn = await batch((index) => index + 1)
  const repeatEarn = await batch((index) => index + 1)
  const oneHolder = await batch(() => 1)
  const single = await ledger.earn([item(7, 9_000, 12_345, time)])
  const offer = await ledger.rewards.offer()
  await ledger.earn(numbers(3).map((index) => item(201, 9_100 + index, 99_900, time)))
  const redeemFirst = await ledger.rewards.redeem('one')
  const redeem = await ledger.rewards.redeem('two')
  const useVoucher = await ledger.rewards.use('one')
  const cancelVoucher = await ledger.rewards.cancel('two')
  const firstAnchor = await ledger.anchor(10n)
  const anchor = await ledger.anchor(11n)
  const [granted, withdrawn, refused] = [1, 3, 2]
  const grantFirst = await ledger.decide('key', granted, 1)
  const grantAgain = await ledger.decide('key', granted, 2)
  const withdraw = await ledger.decide('key', withdrawn, 3)
  const refuse = await ledger.decide('key', refused, 4)
  const grantByPasskeyFirst = await ledger.decide('passkey', granted, 1)
  return {
    admit: Number(ledger.admission),
    publish: Number(ledger.firstPublication),
    anchorFirst: Number(firstAnchor),
    anchor: Number(anchor),
    enrolPerItem: Number(enrol) / 200,
    earnFirstPerItem: Number(firstEarn) / 200,
    earnRepeatPerItem: Number(repeatEarn) / 200,
    earnOneHolderPerItem: Number(oneHolder) / 200,
    earnSingle: Number(single),
    offer: Number(offer),
    redeemFirst: Number(redeemFirst),
    redeem: Number(redeem),
    useVoucher: Number(useVoucher),
    cancelVoucher: Number(cancelVoucher),
    grantFirst: Number(grantFirst),
    grantAgain: Number(grantAgain),
    withdraw: Number(withdraw),
    refuse: Number(refuse),
    grantByPasskeyFirst: Number(grantByPasskeyFirst),
  }
}

void describe('gas', () => {
  void it('is what the snapshot says (npm run gas --workspace contracts writes it anew)', async () => {
    const measured = await measure()
    console.table(measured)
    if (process.env['CANDOR_GAS'] === 'write') await writeFile(file, `${JSON.stringify(measured, undefined, 2)}\n`)
    const snapshot = JSON.parse(await readFile(file, 'utf8')) as Record<string, number>
    assert.deepEqual(Object.keys(measured), Object.keys(snapshot))
    for (const [name, gas] of Object.entries(measured)) {
      const expected = snapshot[name] ?? 0
      assert.ok(Math.abs(gas - expected) <= expected * tolerance, `${name}: ${gas} gas, the snapshot says ${expected}`)
    }
  })

  void it('of an earn does not grow with the number of earns of the holder', async () => {
    const ledger = await deployLedger()
    await ledger.enrol(0, 1)
    let purchase = 0
    const earnMany = (count: number) =>
      ledger.earn(numbers(count).map(() => item(1, (purchase += 1), 12_345, ledger.time)))
    await earnMany(1)
    const second = await earnMany(1)
    for (const _ of numbers(20)) await earnMany(500)
    const afterTenThousand = await earnMany(1)
    // A new slot of the purchase bitmap is due every 256 purchases; the balance itself costs the same.
    const newGroup = purchase >> 8 !== (purchase - 1) >> 8 ? 17_100n : 0n
    assert.ok(
      afterTenThousand <= second + newGroup + 100n,
      `${second} gas for the 2nd earn, ${afterTenThousand} for the 10,002nd`,
    )
  })

  void it('of a redemption does not grow with the number of redemptions of the holder', async () => {
    const ledger = await deployLedger()
    await ledger.rewards.offer()
    await ledger.earn(numbers(5).map((index) => item(1, index, 99_900, ledger.time)))
    await ledger.rewards.redeem('first')
    const second = await ledger.rewards.redeem('second')
    for (const index of numbers(30)) await ledger.rewards.redeem(`more ${index}`)
    const later = await ledger.rewards.redeem('later')
    assert.ok(later <= second + 200n, `${second} gas for the 2nd redemption, ${later} for the 33rd`)
  })

  void it('of an earn does not grow with the number of rule versions while the newest is in force', async () => {
    const ledger = await deployLedger()
    await ledger.enrol(0, 1)
    await ledger.earn([item(1, 1, 12_345, ledger.time)])
    const before = await ledger.earn([item(1, 2, 12_345, ledger.time)])
    for (const version of numbers(40)) await ledger.publish(Number(ledger.time) + 100_000 + version)
    const after = await ledger.earn([item(1, 3, 12_345, ledger.time)])
    // Forty later versions are halved six times, each halving one cold read.
    assert.ok(after <= before + 7n * 2_300n, `${before} gas with one version, ${after} with 41`)
  })
})
