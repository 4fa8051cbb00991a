import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ledgerRoutes, type RouteOutput } from '@candor/api'
import { contracts, membersAbi } from '@candor/contracts'
import { consentAct, referenceOf } from '@candor/ledger'
import { adoptContracts, type ContractsElsewhere } from '@candor/ledger/node'
import { ensureMember, enqueueCall, findMember } from '@candor/server/modules/ledger/index'
import { onLedger, openProgramme, plainRule } from '@candor/server/modules/ledger/testing/ledger-fixture'
import { eventually, testServer, type SignedIn, type TestServer } from '@candor/server/testing'
import { encodeDeployData, keccak256, toHex, type Hex } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anvilBinary, amongCompanies, startAnvil, withoutAnvil, type Anvil } from '@candor/bench/src/network/anvil.ts'

const port = 4128
const url = `http://127.0.0.1:${port}`
const bought = 1_600_000_000

/** Two servers of two companies, each with a database of its own, that know of each other only what is on the network. */
describe.skipIf(anvilBinary === undefined)(
  `two companies on one network (${anvilBinary === undefined ? withoutAnvil : 'anvil'})`,
  () => {
    let node: Anvil
    let harbour: TestServer
    let tea: TestServer
    let owner: SignedIn
    const heard: { readonly by: string; readonly event: string; readonly args: Readonly<Record<string, unknown>> }[] =
      []

    beforeAll(async () => {
      node = await startAnvil(port, amongCompanies)
      harbour = await testServer({ env: { CANDOR_LEDGER_URL: url } })
      owner = await harbour.signIn('owner')
      const { body } = await harbour.app.inject({ url: ledgerRoutes.contracts.path })
      const file = join(harbour.config.data, 'contracts.json')
      writeFileSync(file, body)
      tea = await testServer({ env: { CANDOR_LEDGER_URL: url, CANDOR_LEDGER_CONTRACTS: file } })
      for (const [by, server] of [
        ['harbour', harbour],
        ['tea', tea],
      ] as const) {
        for (const [contract, event] of [
          ['Points', 'EarnedBatch'],
          ['Consents', 'Decided'],
        ] as const) {
          server.ledger.onLog(contract, event, async (tx, { args }) => {
            if (tx.organisationId === server.organisations[0]) heard.push({ by, event, args })
          })
        }
      }
    })
    afterAll(async () => {
      await tea?.close()
      await harbour?.close()
      await node?.stop()
    })

    const organisationOf = (server: TestServer): string => server.organisations[0] ?? ''
    const waiting = async () => {
      const { headers } = await tea.signIn('auditor')
      const response = await tea.app.inject({ url: ledgerRoutes.admissions.path, headers })
      return response.json<RouteOutput<typeof ledgerRoutes.admissions>>()
    }
    const admit = async (server: TestServer, { headers }: SignedIn, payload: object) =>
      server.app.inject({ method: 'POST', url: ledgerRoutes.admit.path, headers, payload })

    let guest: number
    let programme: Awaited<ReturnType<typeof openProgramme>>

    it('work with the same contracts, which the second has found to be the right ones', () => {
      expect(tea.ledger.addresses).toEqual(harbour.ledger.addresses)
      expect(harbour.ledger.admits).toBe(true)
      expect(tea.ledger.admits).toBe(false)
    })

    it('contracts that are not what they are said to be are refused', async () => {
      const { body } = await harbour.app.inject({ url: ledgerRoutes.contracts.path })
      const said = ledgerRoutes.contracts.response.parse(JSON.parse(body))
      const adopt = async (elsewhere: ContractsElsewhere) => adoptContracts(harbour.ledger.connection, elsewhere)
      const addressOf = (step: string): Hex => said.contracts.find((each) => each.step === step)?.address ?? '0x'
      const moved = (from: string, address: Hex): ContractsElsewhere => ({
        ...said,
        contracts: said.contracts.map((each) => (each.step === from ? { ...each, address } : each)),
      })
      expect(await adopt(said)).toHaveLength(said.contracts.length)
      const wrongChain = { code: 'LEDGER_WRONG_CHAIN' }
      await expect(adopt({ ...said, chainId: said.chainId + 1 })).rejects.toMatchObject(wrongChain)
      await expect(adopt({ ...said, genesisHash: keccak256('0x01') })).rejects.toMatchObject(wrongChain)
      await expect(adopt(moved('Members', `0x${'12'.repeat(20)}`))).rejects.toMatchObject({
        code: 'LEDGER_CONTRACT_MISSING',
      })
      // Other code; the right code that trusts another register; a proxy that runs other code.
      const [from] = (await node.rpc('eth_accounts')) as [Hex]
      const data = encodeDeployData({ abi: membersAbi, bytecode: contracts.Members.bytecode, args: [from] })
      const hash = await node.rpc('eth_sendTransaction', [{ from, data, gas: toHex(5_000_000), gasPrice: '0x0' }])
      const another = await eventually('another register is there', async () => {
        const receipt = (await node.rpc('eth_getTransactionReceipt', [hash])) as { contractAddress: Hex } | null
        return receipt?.contractAddress
      })
      for (const list of [
        moved('Points', addressOf('Consents')),
        moved('Members', another),
        moved('Points.implementation', addressOf('EarnRules.implementation')),
        { ...said, contracts: said.contracts.slice(1) },
      ]) {
        await expect(adopt(list)).rejects.toMatchObject({ code: 'LEDGER_CONTRACT_CHANGED' })
      }
    })

    it('the second asks to be admitted, the first admits it', async () => {
      const id = organisationOf(tea)
      const home = onLedger(tea, id)
      // Its journal may have asked already: whoever comes first, it is one request.
      await home.inOrganisation(async (tx) => ensureMember(tx, { subject: id, name: 'Tea House' }))
      const { admits, items } = await waiting()
      expect(admits).toBe(false)
      const own = referenceOf('member', id, id)
      const request = items.find(({ reference }) => reference === own)
      expect(request).toBeDefined()
      // Not by itself, not by somebody without the right, and not in another spelling.
      const guestOwner = await tea.signIn('owner')
      expect((await admit(tea, guestOwner, request!)).json()).toMatchObject({ code: 'LEDGER_NOT_OURS' })
      expect((await admit(harbour, await harbour.signIn('auditor'), request!)).statusCode).toBe(403)
      expect((await admit(harbour, owner, { ...request, account: '0x12' })).statusCode).toBe(400)

      expect((await admit(harbour, owner, request!)).statusCode).toBe(200)
      guest = await eventually('the second is a member', async () => {
        const member = await home.inOrganisation(async (tx) => findMember(tx, id))
        return member?.number ?? undefined
      })
      expect((await waiting()).items.some(({ reference }) => reference === own)).toBe(false)
      expect((await home.rowOf(request!.reference))?.state).toBe('mined')
    })

    it('the second gives points of the first’s programme, and both see them', async () => {
      programme = await openProgramme(harbour, organisationOf(harbour), [plainRule(1_000)], 2)
      const invited = await programme.call(
        {
          reference: referenceOf('partner', String(guest)),
          contract: 'Programmes',
          functionName: 'setMerchant',
          args: [programme.programme, guest, true],
        },
        programme.operator,
      )
      expect(invited.state).toBe('mined')
      const home = onLedger(tea, organisationOf(tea))
      const call = async (functionName: 'publish' | 'open', args: readonly unknown[]) =>
        home.call({ reference: referenceOf('partner', functionName), contract: 'EarnRules', functionName, args }, guest)
      expect((await call('publish', [programme.programme, guest, plainRule(1_000)])).state).toBe('mined')
      expect((await call('open', [programme.programme, guest])).state).toBe('mined')
      // The batch is packed as the first packs it, but sent by the second in its own name.
      const batch = programme.earning([{ holder: 1, purchase: 1, amount: 700n, time: bought }])
      const [, , reference, packed] = batch.args
      const earned = await home.call({ ...batch, args: [programme.programme, guest, reference, packed] }, guest)
      expect(earned.state).toBe('mined')

      for (const { ledger } of [harbour, tea]) {
        expect(await ledger.reader.balanceOf(programme.programme, 1)).toBe(7n)
      }
      for (const by of ['harbour', 'tea']) {
        await eventually(`${by} hears of the points`, async () =>
          heard.some((each) => each.by === by && each.event === 'EarnedBatch' && each.args['merchant'] === guest),
        )
      }
    })

    it('a consent given to the second stands for the first as well', async () => {
      const person = privateKeyToAccount(generatePrivateKey())
      const consent = keccak256(toHex('news of the tea house'))
      const act = consentAct(
        { chainId: tea.ledger.chainId, contract: tea.ledger.addresses.Consents },
        {
          account: person.address,
          member: guest,
          consent,
          state: 'granted',
          content: keccak256(toHex('what was agreed to')),
          validUntil: undefined,
          nonce: 1,
          deadline: new Date(Date.now() + 3_600_000),
        },
      )
      const signature = await person.signTypedData(act)
      const reference = referenceOf('consent', consent)
      const home = onLedger(tea, organisationOf(tea))
      const args = [act.message, signature]
      await home.inOrganisation(async (tx) =>
        enqueueCall(tx, { reference, contract: 'Consents', functionName: 'decide', args }, guest),
      )
      expect((await home.settled(reference)).state).toBe('mined')
      const account = person.address.toLowerCase() as Hex
      for (const { ledger } of [harbour, tea]) {
        expect(await ledger.reader.consentOf(account, guest, consent)).toMatchObject({ state: 'granted', nonce: 1 })
      }
      await eventually('the second hears of it', async () =>
        heard.some(
          ({ by, event, args: { account: who } }) =>
            by === 'tea' && event === 'Decided' && String(who).toLowerCase() === account,
        ),
      )
    })

    it('a company that has left can do nothing more', async () => {
      const payload = { state: 'left' }
      const path = ledgerRoutes.setMemberState.path.replace(':number', String(guest))
      const refused = await tea.app.inject({
        method: 'PUT',
        url: path,
        headers: (await tea.signIn('owner')).headers,
        payload,
      })
      expect(refused.statusCode).toBe(409)
      const done = await harbour.app.inject({ method: 'PUT', url: path, headers: owner.headers, payload })
      expect(done.statusCode).toBe(200)
      await eventually('it has left', async () => (await tea.ledger.reader.memberOf(guest))?.state === 3)
      const home = onLedger(tea, organisationOf(tea))
      const batch = programme.earning([{ holder: 1, purchase: 2, amount: 700n, time: bought }])
      const [, , reference, packed] = batch.args
      const late = await home.call({ ...batch, args: [programme.programme, guest, reference, packed] }, guest)
      expect(late.state).toBe('failed')
      expect(await harbour.ledger.reader.balanceOf(programme.programme, 1)).toBe(7n)
    })
  },
)
