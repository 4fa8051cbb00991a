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
  bytecode: '0x608060405234801561000f575f5ffd5b506040516102d53803806102d583398101604081905261002e91610222565b60408051602081019091525f815281906100488282610050565b50505061024f565b610059826100ae565b6040516001600160a01b038316907fbc7cd75a20ee27fd9adebab32041f755214dbc6bffa90cc0225b39da2e5c2d3b905f90a28051156100a25761009d8282610129565b505050565b6100aa6101ca565b5050565b806001600160a01b03163b5f036100e857604051634c9c8ce360e01b81526001600160a01b03821660048201526024015b60405180910390fd5b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc80546001600160a01b0319166001600160a01b0392909216919091179055565b60605f61013684846101eb565b905080801561015757505f3d118061015757505f846001600160a01b03163b115b1561016c576101646101fe565b9150506101c4565b801561019657604051639996b31560e01b81526001600160a01b03851660048201526024016100df565b3d156101a9576101a4610217565b6101c2565b60405163d6bda27560e01b815260040160405180910390fd5b505b92915050565b34156101e95760405163b398979f60e01b815260040160405180910390fd5b565b5f5f5f835160208501865af49392505050565b6040513d81523d5f602083013e3d602001810160405290565b6040513d5f823e3d81fd5b5f60208284031215610232575f5ffd5b81516001600160a01b0381168114610248575f5ffd5b9392505050565b607a8061025b5f395ff3fe6080604052600a600c565b005b60186014601a565b6050565b565b5f604b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc546001600160a01b031690565b905090565b365f5f375f5f365f845af43d5f5f3e8080156069573d5ff35b3d5ffdfea164736f6c6343000825000a',
  /** Code as it stands on a ledger, with zeroes where the immutables are. */
  runtimeBytecode: '0x6080604052600a600c565b005b60186014601a565b6050565b565b5f604b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc546001600160a01b031690565b905090565b365f5f375f5f365f845af43d5f5f3e8080156069573d5ff35b3d5ffdfea164736f6c6343000825000a',
  /** [start, length] in bytes of the places that immutables fill. */
  immutables: [],
} as const
