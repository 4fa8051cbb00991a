import { size, slice, type Hex } from 'viem'
import { describe, expect, it } from 'vitest'
import { cliqueExtraData, qbftExtraData } from './extra-data.ts'

describe('the validators in a genesis block', () => {
  it('are written for QBFT as the documentation of Besu writes its own example', () => {
    const validators: Hex[] = [
      '0x4592c8e45706cc08b8f44b11e43cba0cfc5892cb',
      '0x06e23768a0f59cf365e18c2e0c89e151bcdedc70',
      '0xc5327f96ee02d7bcbc1bf1236b8c15148971e1de',
      '0xab5e7f4061c605820d3744227eed91ff8e2c8908',
    ]
    expect(qbftExtraData(validators)).toBe(
      '0xf87aa00000000000000000000000000000000000000000000000000000000000000000f854944592c8e45706cc08b8f44b11e43cba0cfc5892cb9406e23768a0f59cf365e18c2e0c89e151bcdedc7094c5327f96ee02d7bcbc1bf1236b8c15148971e1de94ab5e7f4061c605820d3744227eed91ff8e2c8908c080c0',
    )
  })

  it('are written for Clique in ascending order between 32 and 65 free bytes', () => {
    const extra = cliqueExtraData([
      '0xAB5e7f4061c605820d3744227eed91ff8e2c8908',
      '0x06e23768a0f59cf365e18c2e0c89e151bcdedc70',
    ])
    expect(size(extra)).toBe(32 + 2 * 20 + 65)
    expect(slice(extra, 32, 72)).toBe(
      '0x06e23768a0f59cf365e18c2e0c89e151bcdedc70ab5e7f4061c605820d3744227eed91ff8e2c8908',
    )
    expect(BigInt(slice(extra, 0, 32)) + BigInt(slice(extra, 72))).toBe(0n)
  })
})
