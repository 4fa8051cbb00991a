import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Hex } from 'viem'
import { genesisOf } from './genesis.ts'
import { enodeOf, peerPort, rpcPort, type NetworkKey } from './keys.ts'
import type { NetworkPlan } from './plan.ts'

/** A file to write. */
export type KitFile = { readonly path: string; readonly text: string; readonly secret: boolean }

/** The keys of a network. */
export type NetworkKeys = {
  /** In the order of the plan's hosts. */
  readonly validators: readonly NetworkKey[]
  /** In the order of the plan's companies. */
  readonly companies: readonly NetworkKey[]
}

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`
const list = (values: readonly string[]): string => `[${values.map((value) => JSON.stringify(value)).join(', ')}]`
const file = (path: string, text: string): KitFile => ({ path, text, secret: false })
const secret = (path: string, text: string): KitFile => ({ path, text, secret: true })

/** Name of a validator's folder. @param index from 0 */
export const nodeName = (index: number): string => `validator-${index + 1}`
/** Name of a company's folder. @param index from 0 */
export const companyFolder = (index: number): string => `company-${index + 1}`

const besuConfig = (host: string): string => `# One validator. Besu: https://besu.hyperledger.org
data-path="data"
genesis-file="genesis.json"
node-private-key-file="key"
sync-mode="FULL"

# The other validators, and nobody else.
p2p-host="${host}"
p2p-port=${peerPort}
discovery-enabled=false
static-nodes-file="static-nodes.json"
permissions-nodes-config-file-enabled=true
permissions-nodes-config-file="permissions_config.toml"

# Only accounts of the companies may send transactions.
permissions-accounts-config-file-enabled=true
permissions-accounts-config-file="permissions_config.toml"

# Nobody pays; transactions are taken in the order of their numbers.
min-gas-price=0
tx-pool="sequenced"
tx-pool-limit-by-account-percentage=1

# For this company's own Candor server. Never open this port to others.
rpc-http-enabled=true
rpc-http-host="127.0.0.1"
rpc-http-port=${rpcPort}
rpc-http-api=["ETH","NET","WEB3","TXPOOL","QBFT","PERM","ADMIN"]
host-allowlist=["localhost","127.0.0.1"]
metrics-enabled=true
metrics-host="127.0.0.1"
`

const gethConfig = (
  { chainId, gasLimit }: NetworkPlan,
  host: string,
  peers: readonly string[],
): string => `# One validator. geth 1.13, the last that seals Clique.
[Eth]
NetworkId = ${chainId}
SyncMode = "full"
NoPruning = true

[Eth.Miner]
GasPrice = 0
GasCeil = ${gasLimit}

[Node]
HTTPHost = "127.0.0.1"
HTTPPort = ${rpcPort}
HTTPModules = ["eth", "net", "web3", "clique"]

[Node.P2P]
ListenAddr = "${host}:${peerPort}"
NoDiscovery = true
StaticNodes = ${list(peers)}
TrustedNodes = ${list(peers)}
`

const nodeFiles = (plan: NetworkPlan, keys: NetworkKeys, genesis: string, allowed: readonly Hex[]): KitFile[] => {
  const enodes = keys.validators.map((key, index) => enodeOf(key, plan.hosts[index] ?? ''))
  return keys.validators.flatMap((key, index) => {
    const at = (name: string): string => `nodes/${nodeName(index)}/${name}`
    const peers = enodes.filter((_, other) => other !== index)
    const common = [
      secret(at('key'), key.privateKey.slice(2)),
      file(at('address'), `${key.address}\n`),
      file(at('genesis.json'), genesis),
    ]
    if (plan.consensus === 'clique')
      return [...common, file(at('config.toml'), gethConfig(plan, plan.hosts[index] ?? '', peers))]
    return [
      ...common,
      file(at('static-nodes.json'), json(peers)),
      file(at('config.toml'), besuConfig(plan.hosts[index] ?? '')),
      file(at('permissions_config.toml'), `nodes-allowlist=${list(enodes)}\naccounts-allowlist=${list(allowed)}\n`),
    ]
  })
}

const companyFiles = (plan: NetworkPlan, keys: NetworkKeys): KitFile[] =>
  keys.companies.flatMap((key, index) => {
    const at = (name: string): string => `companies/${companyFolder(index)}/${name}`
    return [
      secret(at('account.key'), `${key.privateKey}\n`),
      file(at('company.json'), json({ name: plan.companies[index], address: key.address })),
      file(
        at('candor.env'),
        [
          '# Settings of this company’s Candor server. Move account.key to a place of its own and correct its path.',
          `CANDOR_LEDGER_URL=http://127.0.0.1:${rpcPort}`,
          'CANDOR_LEDGER_KEY_FILE=account.key',
          '',
        ].join('\n'),
      ),
    ]
  })

/** Where the project keeps what is the same for every network. */
const templates = fileURLToPath(new URL('../../../../deploy/consortium/', import.meta.url))
const template = async (name: string): Promise<string> => readFile(`${templates}${name}`, 'utf8')

const composeService = (index: number, host: string): string => `  ${nodeName(index)}:
    <<: *validator
    volumes: ["./nodes/${nodeName(index)}:/network"]
    ports: ["127.0.0.1:${rpcPort + index}:${rpcPort}"]
    networks: { ledger: { ipv4_address: ${host} } }
`

const runFiles = async (plan: NetworkPlan): Promise<KitFile[]> => {
  const readme = file('README.md', await template('README.md'))
  if (plan.consensus === 'clique') return [readme]
  const services = plan.hosts.map((host, index) => composeService(index, host)).join('')
  return [
    readme,
    file('compose.yaml', (await template('compose.yaml')).replace(/^ {2}# validators\n/m, services)),
    file('candor-ledger-node.service', await template('candor-ledger-node.service')),
  ]
}

/**
 * Every file of a network.
 * @param plan what it is to be like
 * @param keys whose it is
 */
export const kitFiles = async (plan: NetworkPlan, keys: NetworkKeys): Promise<KitFile[]> => {
  const validators = keys.validators.map(({ address }) => address)
  const companies = keys.companies.map(({ address }) => address)
  const genesis = json(genesisOf(plan, validators))
  const network = {
    consensus: plan.consensus,
    chainId: plan.chainId,
    validators: keys.validators.map((key, index) => ({
      name: nodeName(index),
      address: key.address,
      enode: enodeOf(key, plan.hosts[index] ?? ''),
    })),
    companies: plan.companies.map((name, index) => ({ name, folder: companyFolder(index), address: companies[index] })),
  }
  return [
    file('genesis.json', genesis),
    file('network.json', json(network)),
    ...nodeFiles(plan, keys, genesis, [...companies, ...plan.accounts]),
    ...companyFiles(plan, keys),
    ...(await runFiles(plan)),
  ]
}
