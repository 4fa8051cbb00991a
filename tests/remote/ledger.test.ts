import { ledgerSuite } from '@candor/server/modules/ledger/testing/ledger-suite'
import { testServer } from '@candor/server/testing'
import { describe, it } from 'vitest'
import { anvilBinary, amongCompanies, startAnvil, withoutAnvil } from '@candor/bench/src/network/anvil.ts'

const port = 4120

if (anvilBinary === undefined) {
  describe('the ledger on another node program', () => {
    it.skip(withoutAnvil)
  })
} else {
  ledgerSuite('another node program', async () => {
    const node = await startAnvil(port, amongCompanies)
    const server = await testServer({ env: { CANDOR_LEDGER_URL: node.url } }).catch(async (error: unknown) => {
      await node.stop()
      throw error
    })
    return {
      ...server,
      close: async () => {
        await server.close()
        await node.stop()
      },
    }
  })
}
