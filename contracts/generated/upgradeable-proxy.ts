// Written by scripts/generate.ts from the compiled contracts. Do not edit.

export const upgradeableProxyAbi = [
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "implementation",
        "type": "address"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "constructor"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "target",
        "type": "address"
      }
    ],
    "name": "AddressEmptyCode",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "implementation",
        "type": "address"
      }
    ],
    "name": "ERC1967InvalidImplementation",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "ERC1967NonPayable",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "ERC1967ProxyUninitialized",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "FailedCall",
    "type": "error"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "implementation",
        "type": "address"
      }
    ],
    "name": "Upgraded",
    "type": "event"
  },
  {
    "stateMutability": "payable",
    "type": "fallback"
  }
] as const

export const upgradeableProxy = {
  name: 'UpgradeableProxy',
  abi: upgradeableProxyAbi,
  /** Creation code, to which the encoded constructor arguments are appended. */
  bytecode: '0x60806040523461011f57604051601f61020938819003918201601f19168301916001600160401b0383118484101761010b5780849260209460405283398101031261011f57516001600160a01b03811680820361011f5760405190602082016001600160401b0381118382101761010b576040525f8252823b156100f9577f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc80546001600160a01b031916821790557fbc7cd75a20ee27fd9adebab32041f755214dbc6bffa90cc0225b39da2e5c2d3b5f80a28051156100f2576100e291610123565b505b604051605990816101b08239f35b50506100e4565b634c9c8ce360e01b5f5260045260245ffd5b634e487b7160e01b5f52604160045260245ffd5b5f80fd5b905f8091602081519101845af4808061019c575b156101575750506040513d81523d5f602083013e60203d82010160405290565b1561017c57639996b31560e01b5f9081526001600160a01b0391909116600452602490fd5b3d1561018d576040513d5f823e3d90fd5b63d6bda27560e01b5f5260045ffd5b503d1515806101375750813b151561013756fe60806040527f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc545f9081906001600160a01b0316368280378136915af43d5f803e156048573d5ff35b3d5ffdfea164736f6c6343000825000a',
  /** Code as it stands on a ledger, with zeroes where the immutables are. */
  runtimeBytecode: '0x60806040527f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc545f9081906001600160a01b0316368280378136915af43d5f803e156048573d5ff35b3d5ffdfea164736f6c6343000825000a',
  /** [start, length] in bytes of the places that immutables fill. */
  immutables: [],
} as const
