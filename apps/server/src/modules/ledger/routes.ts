import { ledgerRoutes } from '@candor/api'
import type { DescribeOptions } from '@candor/ledger'
import type { FastifyRequest } from 'fastify'
import { languageOf } from '../../platform/http/problem.ts'
import { route } from '../../platform/http/route.ts'
import { read } from '../../platform/http/write.ts'
import type { App, Platform } from '../../platform/platform.ts'
import { listBlocks, readBlock } from './explorer/blocks.ts'
import { listCalls } from './explorer/calls.ts'
import { listAnchors, listEvents } from './explorer/events.ts'
import { describeOptions, readNames } from './explorer/names.ts'
import { overviewOf } from './explorer/overview.ts'
import type { Ledger } from './ledger.ts'
import { ownMembers, waitingAdmissions } from './members.ts'
import { deployedContracts } from './network/deployment-store.ts'
import { indexedBlock } from './projection/cursor.ts'

/**
 * Puts the ledger's pages on the server. Blocks, events and members are public on the network and the same for every
 * reader; calls are those of the reader's organisation.
 */
export const registerLedgerRoutes = (app: App, { db }: Platform, ledger: Ledger): void => {
  const wordsFor = async (request: FastifyRequest): Promise<DescribeOptions> =>
    describeOptions(await readNames(db.owner), languageOf(request))

  route(app, ledgerRoutes.overview, async ({ request }) =>
    read(request, async (tx) => overviewOf(tx, db.owner, ledger)),
  )
  route(app, ledgerRoutes.contracts, async () => ({
    chainId: ledger.chainId,
    genesisHash: ledger.connection.genesisHash,
    contracts: (await deployedContracts(db.owner)).map(({ step, address, blockNumber }) => ({
      step,
      address,
      blockNumber: blockNumber ?? 0,
    })),
  }))
  route(app, ledgerRoutes.admissions, async ({ request }) =>
    read(request, async (tx) => ({
      admits: ledger.admits,
      items: await waitingAdmissions(tx),
      accounts: [
        { name: null, account: ledger.account },
        ...(await ownMembers(tx)).map(({ name, account }) => ({ name, account })),
      ],
    })),
  )
  route(app, ledgerRoutes.blocks, async ({ query }) => listBlocks(ledger, query))
  route(app, ledgerRoutes.block, async ({ request, params }) =>
    readBlock(ledger, params.number, await wordsFor(request)),
  )
  route(app, ledgerRoutes.calls, async ({ request, query }) => {
    const [words, indexed] = await Promise.all([wordsFor(request), indexedBlock(db.owner)])
    // While there is no way to the network, nothing counts as final yet.
    const finalBlock = ledger.absence === undefined ? (indexed ?? -1) - ledger.connection.finalDepth : -1
    return read(request, async (tx) => listCalls(tx, query, words, finalBlock))
  })
  route(app, ledgerRoutes.anchors, async ({ request, query }) => listAnchors(db.owner, query, await wordsFor(request)))
  route(app, ledgerRoutes.events, async ({ request, params, query }) =>
    listEvents(db.owner, params.name, query, await wordsFor(request)),
  )
}
