import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Ledger } from '@candor/server/modules/ledger/index'
import { openProgramme, plainRule } from '@candor/server/modules/ledger/testing/ledger-fixture'
import { readConfig } from '@candor/server/platform/config'
import { openDatabase, type Database } from '@candor/server/platform/db/index'
import { Events } from '@candor/server/platform/http/events'
import { uuidv7 } from '@candor/server/platform/ids'
import type { Platform } from '@candor/server/platform/platform'
import { appendOnlyTables } from '@candor/server/tables'
import type { Tally } from '../measure.ts'
import { buildGeth } from '../network/geth.ts'
import { startValidators } from '../network/validators.ts'
import { Skipped, wholeNumber, type Task, type TaskContext } from '../task.ts'

const firstPort = 4660
const bought = 1_600_000_000

type Shop = Awaited<ReturnType<typeof openProgramme>>

const silent = { error: () => undefined, warn: () => undefined, info: () => undefined, debug: () => undefined }

const openLedgerOn = async (db: Database, data: string, url: string): Promise<Ledger> => {
  const config = readConfig({ CANDOR_DATA: data, CANDOR_LEDGER_URL: url })
  const parts = { config, db, log: silent, events: new Events() }
  const patience = { resendAfter: 3_000, stallAfter: 5_000 }
  const ledger = await Ledger.open(parts as unknown as Platform, { patience })
  ledger.start()
  return ledger
}

const organisations = async ({ owner }: Database, count: number): Promise<string[]> => {
  const ids = Array.from({ length: count }, () => uuidv7())
  for (const [index, id] of ids.entries()) {
    const name = `Company ${index + 1}`
    await owner.query(`insert into organisation (id, slug, name, name_zh) values ($1, $2, $3, $3)`, [
      id,
      `company-${index + 1}`,
      name,
    ])
  }
  return ids
}

/** How many of the outbox's calls are in each state. */
const states = async ({ owner }: Database): Promise<Readonly<Record<string, number>>> => {
  const { rows } = await owner.query<{ state: string; n: number }>(
    'select state, count(*)::int as n from ledger_call group by 1',
  )
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]))
}

const waiting = async (db: Database): Promise<number> => {
  const { queued = 0, sent = 0 } = await states(db)
  return queued + sent
}

const untilDone = async (db: Database): Promise<void> => {
  const deadline = Date.now() + 300_000
  while ((await waiting(db)) > 0) {
    if (Date.now() > deadline)
      throw new Error(`calls still wait after five minutes: ${JSON.stringify(await states(db))}`)
    await pause(50)
  }
}

const untilMore = async (db: Database, mined: number): Promise<void> => {
  const deadline = Date.now() + 120_000
  while (((await states(db))['mined'] ?? 0) <= mined) {
    if (Date.now() > deadline) throw new Error('no call was taken in two minutes')
    await pause(20)
  }
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`

const run = async (context: TaskContext): Promise<Tally[]> => {
  const geth = await buildGeth(context.log)
  if (geth === undefined) throw new Skipped('the node program is built from source, and there is no Go on this machine')
  const calls = wholeNumber(context, 'calls')
  const { log, folder } = context
  const data = join(folder, 'data')
  const network = await startValidators(geth, join(folder, 'network'), 4, firstPort)
  const db = await openDatabase({
    data,
    databaseUrl: undefined,
    masterKeyFile: join(data, 'keys', 'master.key'),
    appendOnly: appendOnlyTables,
    onError: () => undefined,
  })
  let ledger: Ledger | undefined
  try {
    const [own, second, third, fourth] = network.all
    if (own === undefined || second === undefined || third === undefined || fourth === undefined)
      throw new Error('too few')
    ledger = await openLedgerOn(db, data, own.url)
    const shops: Shop[] = []
    for (const id of await organisations(db, 4)) {
      shops.push(await openProgramme({ db, ledger }, id, [plainRule(1_000)], 1))
    }
    let purchase = 0
    const ask = async (count: number): Promise<void> => {
      for (let made = 0; made < count; made += 1) {
        const shop = shops[made % shops.length]!
        purchase += 1
        await shop.enqueue(shop.earning([{ holder: 1, purchase, amount: 100n, time: bought }]), shop.merchant)
      }
    }
    const minedNow = async (): Promise<number> => (await states(db))['mined'] ?? 0
    const rate = async (title: string): Promise<void> => {
      const began = performance.now()
      await ask(calls)
      await untilDone(db)
      const took = performance.now() - began
      log(`${title}: ${((calls * 1000) / took).toFixed(1)} calls/s (${calls} in ${seconds(took)})`)
    }
    await rate('4 validators of 4')

    await fourth.kill()
    await rate('3 validators of 4')
    await fourth.start()
    await network.agree()

    // The company's own node dies with calls under way, and comes back.
    await ask(calls)
    await pause(1_500)
    let mined = await minedNow()
    await own.kill()
    await pause(6_000)
    const heldWhileAway = (await waiting(db)) > 0
    mined = await minedNow()
    let began = performance.now()
    await own.start()
    const started = performance.now()
    await untilMore(db, mined)
    log(
      `own validator killed and restarted: first call taken ${seconds(performance.now() - began)} after the start (${seconds(started - began)} of it until it answers)`,
    )
    await untilDone(db)
    await network.agree()

    // The company's own node is cut off with calls under way: what it makes alone does not last.
    await ask(calls)
    await network.cutOff(own)
    await ask(20)
    await pause(8_000)
    const heldWhileCut = (await waiting(db)) > 0
    mined = await minedNow()
    await network.rejoin(own)
    began = performance.now()
    await untilMore(db, mined)
    log(`own validator cut off and joined again: first call taken after ${seconds(performance.now() - began)}`)
    await untilDone(db)
    await network.agree()

    // Half of the validators are away: no block is made.
    await Promise.all([third.kill(), fourth.kill()])
    await pause(4_000)
    await ask(40)
    await pause(8_000)
    const stalled = ledger.stalledSince !== undefined && (await waiting(db)) > 0
    mined = await minedNow()
    began = performance.now()
    await Promise.all([third.start(), fourth.start()])
    await untilMore(db, mined)
    log(`too few validators, then enough: first call taken ${seconds(performance.now() - began)} after their start`)
    await untilDone(db)
    await network.agree()

    // What the calls came to is looked at through another node, once every block in question has lasted.
    await pause(3_000)
    await untilDone(db)
    const { failed = 0 } = await states(db)
    let issued = 0n
    for (const shop of shops) issued += (await ledger.reader.totalsOf(shop.programme)).issued
    const apart = await network.agree().then(
      () => 0,
      () => 1,
    )
    const { rows } = await db.owner.query<{ n: number }>('select count(*)::int as n from system.ledger_rollback')
    log(`the chain took blocks back ${rows[0]?.n ?? 0} times`)
    return [
      { name: 'calls of the outbox, refused or lost', tried: purchase, failed: failed + (purchase - Number(issued)) },
      { name: 'calls made twice', tried: purchase, failed: Math.max(0, Number(issued) - purchase) },
      {
        name: 'calls kept while the own node was away, cut off, or too few made blocks',
        tried: 3,
        failed: [heldWhileAway, heldWhileCut, stalled].filter((well) => !well).length,
      },
      { name: 'histories at the end other than the one of all validators', tried: 1, failed: apart },
    ]
  } finally {
    await ledger?.stop()
    await db.close()
    await network.stop()
  }
}

/** The ledger on several validators, of which some are killed, cut off, or too few. */
export const network: Task<Tally> = {
  name: 'network',
  summary: 'several validators on one machine, killed, cut off and too few: nothing lost, nothing twice',
  options: { calls: { help: 'calls in each part', default: '400' } },
  run,
}
