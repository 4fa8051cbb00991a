import { testServer } from '../../testing/index.ts'
import { ledgerSuite } from './testing/ledger-suite.ts'

ledgerSuite('the embedded chain', async () => testServer())
