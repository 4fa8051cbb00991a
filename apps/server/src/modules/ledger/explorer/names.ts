import { decodeEvent, memberStates, type DescribeOptions, type Language } from '@candor/ledger'
import type { Pool } from 'pg'
import { hexToString, type Hex } from 'viem'
import { hexOf } from '../../../platform/hex.ts'

/** A member as the ledger's events tell of it. */
export type KnownMember = {
  readonly number: number
  readonly name: string
  readonly state: (typeof memberStates)[number]
  readonly admittedAt: Date
}

type Row = { contract: 'Members' | 'Programmes'; topics: Buffer[]; data: Buffer; at: Date }

/** Names and states of members, and currencies of programmes: what descriptions need. */
export type Names = {
  readonly members: ReadonlyMap<number, KnownMember>
  readonly currencies: ReadonlyMap<number, string>
}

/** Reads the names from the indexed events. */
export const readNames = async (owner: Pool): Promise<Names> => {
  const { rows } = await owner.query<Row>({
    name: 'ledger-names',
    text: `select contract, topics, data, block_time as at from system.ledger_log
            where event in ('Admitted', 'StateChanged', 'ProgrammeCreated') order by block_number, log_index`,
  })
  const members = new Map<number, KnownMember>()
  const currencies = new Map<number, string>()
  for (const { contract, topics, data, at } of rows) {
    const opened = decodeEvent(contract, { topics: topics.map(hexOf), data: hexOf(data) })
    if (opened === undefined) continue
    const { event, args } = opened
    const number = Number(args['member'])
    const known = members.get(number)
    if (event === 'Admitted')
      members.set(number, { number, name: String(args['name']), state: 'active', admittedAt: at })
    else if (event === 'StateChanged' && known !== undefined) {
      members.set(number, { ...known, state: memberStates[Number(args['state'])] ?? known.state })
    } else if (event === 'ProgrammeCreated') {
      currencies.set(Number(args['programme']), hexToString(args['currency'] as Hex))
    }
  }
  return { members, currencies }
}

/** What descriptions in a language need. */
export const describeOptions = ({ members, currencies }: Names, language: Language): DescribeOptions => ({
  language,
  memberName: (member) => members.get(member)?.name,
  currencyOf: (programme) => currencies.get(programme),
})
