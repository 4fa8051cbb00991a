import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gethBinary, withoutGeth } from '@candor/bench/src/network/geth.ts'
import { startValidators } from '@candor/bench/src/network/validators.ts'
import { ledgerSuite } from '@candor/server/modules/ledger/testing/ledger-suite'
import { testServer } from '@candor/server/testing'
import { describe, it } from 'vitest'

const firstPort = 4640

if (gethBinary === undefined) {
  describe('the ledger on a network of several validators', () => {
    it.skip(withoutGeth)
  })
} else {
  const geth = gethBinary
  ledgerSuite('a network of several validators', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'candor-validators-'))
    const network = await startValidators(geth, folder, 4, firstPort)
    const close = async (): Promise<void> => {
      await network.stop()
      rmSync(folder, { recursive: true, force: true })
    }
    const url = network.all[0]?.url ?? ''
    const server = await testServer({ env: { CANDOR_LEDGER_URL: url } }).catch(async (error: unknown) => {
      await close()
      throw error
    })
    return {
      ...server,
      close: async () => {
        await server.close()
        await close()
      },
    }
  })
}
