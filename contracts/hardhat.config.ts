import hardhatNodeTestRunner from '@nomicfoundation/hardhat-node-test-runner'
import hardhatViem from '@nomicfoundation/hardhat-viem'
import { defineConfig } from 'hardhat/config'
import { fileURLToPath } from 'node:url'

/** The compiler comes from npm: given a path, nothing is downloaded. */
const compiler = fileURLToPath(import.meta.resolve('solc/soljson.js'))

export default defineConfig({
  plugins: [hardhatNodeTestRunner, hardhatViem],
  solidity: {
    version: '0.8.37',
    path: compiler,
    settings: {
      optimizer: { enabled: true, runs: 200 },
      evmVersion: 'osaka',
      // Comments do not change the code, so that it can be compared with what is on a ledger.
      metadata: { bytecodeHash: 'none' },
      outputSelection: { '*': { '*': ['storageLayout'] } },
    },
  },
  paths: { sources: './src', tests: { nodejs: './test', solidity: './test' } },
  networks: {
    default: { type: 'edr-simulated', chainType: 'l1', hardfork: 'osaka' },
  },
  test: { solidity: { fuzz: { runs: 512 }, invariant: { runs: 128, depth: 64, failOnRevert: true } } },
})
