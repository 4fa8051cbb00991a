import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keyOf } from '../network/keys.ts'
import { qbftExtraData } from '../network/extra-data.ts'
import { run } from '../run.ts'
import { entriesOf, fakeKeyboard } from '../testing.ts'
import { network } from './network.ts'

let folder: string
const at = (...path: string[]): string => join(folder, ...path)
const read = (...path: string[]): string => readFileSync(at(...path), 'utf8')
const json = (...path: string[]): unknown => JSON.parse(read(...path))
const ask = async (...argv: string[]) => {
  const { io, written } = fakeKeyboard({}, folder)
  const code = await run(entriesOf(network), ['network', ...argv], io)
  return { code, ...written }
}
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'candor-network-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const companies = ['--company', 'Harbour "Coalition"', '--company', '茶馆'] as const
const extra = '0x00000000000000000000000000000000000000aa'

type Kit = { validators: `0x${string}`[]; companies: { address: string }[]; secrets: string[]; files: string[] }

describe('candor network', () => {
  it.each([
    [[], 'needs <folder>'],
    [['x'], 'There is no company'],
    [['x', ...companies, '--validators', '0'], '--validators takes a whole number from 1 to 64'],
    [['x', ...companies, '--validators', '1e1'], 'not "1e1"'],
    [['x', ...companies, '--consensus', 'raft'], 'qbft or clique'],
    [['x', ...companies, '--host', 'node.example'], 'IPv4'],
    [['x', ...companies, '--host', '10.0.0.256'], 'IPv4'],
    [['x', ...companies, '--host', '10.0.0.1', '--host', '10.0.0.1'], 'twice'],
    [['x', ...companies, '--host', '10.0.0.1', '--validators', '4'], 'there are 1 addresses'],
    [['x', ...companies, '--company', '茶馆'], 'twice'],
    [['x', '--company', 'a\nb'], 'control characters'],
    [['x', ...companies, '--account', '0x12'], 'address of 20 bytes'],
    [['x', ...companies, '--chain-id', '0'], '--chain-id'],
    [['x', ...companies, '--gas-limit', '1'], '--gas-limit'],
  ])('refuses %j as wrongly called, and writes nothing', async (argv, problem) => {
    const answer = await ask(...argv)
    expect(answer).toMatchObject({ code: 2, out: '' })
    expect(answer.err).toContain(problem)
    expect(readdirSync(folder)).toEqual([])
  })

  describe('for Besu', () => {
    let kit: Kit
    beforeAll(async () => {
      const { code, out } = await ask('besu', ...companies, '--account', extra, '--json')
      expect(code).toBe(0)
      kit = JSON.parse(out) as Kit
    })

    it('writes every file that it names, secrets for their owner only', () => {
      expect(kit.validators).toHaveLength(4)
      expect(kit.secrets).toHaveLength(6)
      for (const path of kit.files) {
        expect(statSync(at('besu', path)).mode & 0o777, path).toBe(kit.secrets.includes(path) ? 0o600 : 0o644)
      }
      const keys = kit.secrets.map((path) => read('besu', path).trim())
      expect(new Set(keys).size).toBe(6)
      // No secret is anywhere else.
      for (const path of kit.files.filter((each) => !kit.secrets.includes(each))) {
        const text = read('besu', path)
        for (const key of keys) expect(text).not.toContain(key.replace('0x', ''))
      }
    })

    it('names the validators by their keys, in the first block and to each other', () => {
      const addresses = [1, 2, 3, 4].map((n) => keyOf(`0x${read('besu', 'nodes', `validator-${n}`, 'key')}`).address)
      expect(kit.validators).toEqual(addresses)
      const genesis = json('besu', 'genesis.json') as {
        extraData: string
        config: Record<string, unknown>
        alloc: object
      }
      expect(genesis.extraData).toBe(qbftExtraData(kit.validators))
      expect(genesis.config).toMatchObject({ chainId: 20_261_122, zeroBaseFee: true, cancunTime: 0 })
      expect(genesis.config['qbft']).toMatchObject({ blockperiodseconds: 2 })
      expect(genesis.alloc).toEqual({})
      for (const n of [1, 2, 3, 4]) {
        expect(read('besu', 'nodes', `validator-${n}`, 'genesis.json')).toBe(read('besu', 'genesis.json'))
        const peers = json('besu', 'nodes', `validator-${n}`, 'static-nodes.json') as string[]
        const own = keyOf(`0x${read('besu', 'nodes', `validator-${n}`, 'key')}`).publicKey.slice(2)
        expect(peers).toHaveLength(3)
        expect(peers.join()).not.toContain(own)
        expect(new Set(peers.map((peer) => /@(.+):30303$/.exec(peer)?.[1])).size).toBe(3)
      }
    })

    it('lets the companies’ accounts and the one more that was named send, and nobody else', () => {
      const accounts = [1, 2].map(
        (n) => keyOf(read('besu', 'companies', `company-${n}`, 'account.key').trim() as '0x').address,
      )
      expect(kit.companies.map(({ address }) => address)).toEqual(accounts)
      const allowed = /^accounts-allowlist=(\[.*\])$/m.exec(
        read('besu', 'nodes', 'validator-3', 'permissions_config.toml'),
      )
      expect(JSON.parse(allowed?.[1] ?? '')).toEqual([...accounts, extra])
      expect(json('besu', 'companies', 'company-1', 'company.json')).toMatchObject({ name: 'Harbour "Coalition"' })
    })

    it('starts each validator of a trial at the address that the others know', () => {
      const compose = read('besu', 'compose.yaml')
      for (const n of [1, 2, 3, 4]) {
        const host = `172.30.0.${10 + n}`
        expect(compose).toContain(`  validator-${n}:\n`)
        expect(compose).toContain(`ipv4_address: ${host}`)
        expect(read('besu', 'nodes', `validator-${n}`, 'config.toml')).toContain(`p2p-host="${host}"`)
      }
      expect(compose).not.toContain('# validators')
    })

    it('never writes over anything', async () => {
      const before = read('besu', 'nodes', 'validator-1', 'key')
      const answer = await ask('besu', ...companies)
      expect(answer).toMatchObject({ code: 1, out: '' })
      expect(answer.err).toContain('nothing was written')
      expect(read('besu', 'nodes', 'validator-1', 'key')).toBe(before)
    })
  })

  it('says what a network of too few validators cannot bear', async () => {
    const small = await ask('small', ...companies, '--host', '10.1.0.1', '--host', '10.1.0.2')
    expect(small.out).toContain('no block is made while one is away')
    expect((await ask('alone', ...companies, '--validators', '7')).out).toContain('up to 2 validators away')
  })

  it('writes the settings of geth for Clique, and says what it is good for', async () => {
    const { out } = await ask('clique', ...companies, '--consensus', 'clique', '--validators', '3')
    expect(out).toContain('for trials')
    expect((json('clique', 'genesis.json') as { config: unknown }).config).toMatchObject({ clique: { period: 2 } })
    const config = read('clique', 'nodes', 'validator-2', 'config.toml')
    expect(config.match(/enode:/g)).toHaveLength(4)
    expect(config).toContain('GasPrice = 0')
  })
})
