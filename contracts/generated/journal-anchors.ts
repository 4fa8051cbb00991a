// Written by scripts/generate.ts from the compiled contracts. Do not edit.

export const journalAnchorsAbi = [
  {
    "inputs": [
      {
        "internalType": "contract IMembers",
        "name": "members_",
        "type": "address"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "constructor"
  },
  {
    "inputs": [
      {
        "internalType": "uint64",
        "name": "treeSize",
        "type": "uint64"
      },
      {
        "internalType": "bytes32",
        "name": "rootHash",
        "type": "bytes32"
      }
    ],
    "name": "InvalidCheckpoint",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint32",
        "name": "member",
        "type": "uint32"
      },
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "NotJournalKey",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "log",
        "type": "bytes32"
      },
      {
        "internalType": "uint32",
        "name": "owner",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "member",
        "type": "uint32"
      }
    ],
    "name": "NotLogOwner",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "log",
        "type": "bytes32"
      },
      {
        "internalType": "uint64",
        "name": "latestSize",
        "type": "uint64"
      },
      {
        "internalType": "uint64",
        "name": "treeSize",
        "type": "uint64"
      }
    ],
    "name": "SizeNotGrowing",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "log",
        "type": "bytes32"
      },
      {
        "internalType": "uint64",
        "name": "treeSize",
        "type": "uint64"
      },
      {
        "internalType": "bytes32",
        "name": "anchoredRoot",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32",
        "name": "rootHash",
        "type": "bytes32"
      }
    ],
    "name": "TwoHistories",
    "type": "error"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint32",
        "name": "member",
        "type": "uint32"
      },
      {
        "indexed": true,
        "internalType": "bytes32",
        "name": "log",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "uint64",
        "name": "treeSize",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "rootHash",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "checkpointHash",
        "type": "bytes32"
      }
    ],
    "name": "Anchored",
    "type": "event"
  },
  {
    "inputs": [
      {
        "internalType": "uint32",
        "name": "member",
        "type": "uint32"
      },
      {
        "internalType": "bytes32",
        "name": "log",
        "type": "bytes32"
      },
      {
        "internalType": "uint64",
        "name": "treeSize",
        "type": "uint64"
      },
      {
        "internalType": "bytes32",
        "name": "rootHash",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32",
        "name": "checkpointHash",
        "type": "bytes32"
      }
    ],
    "name": "anchor",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "log",
        "type": "bytes32"
      }
    ],
    "name": "latest",
    "outputs": [
      {
        "internalType": "uint64",
        "name": "treeSize",
        "type": "uint64"
      },
      {
        "internalType": "bytes32",
        "name": "rootHash",
        "type": "bytes32"
      },
      {
        "internalType": "uint40",
        "name": "anchoredAt",
        "type": "uint40"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "members",
    "outputs": [
      {
        "internalType": "contract IMembers",
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "log",
        "type": "bytes32"
      }
    ],
    "name": "ownerOf",
    "outputs": [
      {
        "internalType": "uint32",
        "name": "",
        "type": "uint32"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "log",
        "type": "bytes32"
      },
      {
        "internalType": "uint64",
        "name": "treeSize",
        "type": "uint64"
      }
    ],
    "name": "rootAt",
    "outputs": [
      {
        "internalType": "bytes32",
        "name": "",
        "type": "bytes32"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  }
] as const

export const journalAnchors = {
  name: 'JournalAnchors',
  abi: journalAnchorsAbi,
  /** Creation code, to which the encoded constructor arguments are appended. */
  bytecode: '0x60a0604052348015600e575f5ffd5b50604051610668380380610668833981016040819052602b91603b565b6001600160a01b03166080526066565b5f60208284031215604a575f5ffd5b81516001600160a01b0381168114605f575f5ffd5b9392505050565b6080516105e36100855f395f818161017601526101c701526105e35ff3fe608060405234801561000f575f5ffd5b5060043610610055575f3560e01c806379feb107146100595780637dd56411146100de578063930b6ace14610118578063b7d0f2e71461015c578063bdd4d18d14610171575b5f5ffd5b6100ac6100673660046104b7565b5f908152602081815260408083205460018352818420640100000000820467ffffffffffffffff16808652935292205490929091600160601b900464ffffffffff1690565b6040805167ffffffffffffffff9094168452602084019290925264ffffffffff16908201526060015b60405180910390f35b6101036100ec3660046104b7565b5f9081526020819052604090205463ffffffff1690565b60405163ffffffff90911681526020016100d5565b61014e6101263660046104ea565b5f91825260016020908152604080842067ffffffffffffffff93909316845291905290205490565b6040519081526020016100d5565b61016f61016a366004610514565b6101b0565b005b6101987f000000000000000000000000000000000000000000000000000000000000000081565b6040516001600160a01b0390911681526020016100d5565b60405163797f98c160e01b81526001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000169063797f98c1906102019088906001903390600401610568565b602060405180830381865afa15801561021c573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061024091906105b0565b61027057604051636d4cea7760e11b815263ffffffff861660048201523360248201526044015b60405180910390fd5b67ffffffffffffffff83161580610285575081155b156102b65760405163067517dd60e51b815267ffffffffffffffff8416600482015260248101839052604401610267565b5f8481526020819052604081208054909163ffffffff909116908190036102ef57815463ffffffff191663ffffffff8816178255610332565b8663ffffffff168163ffffffff16146103325760405163f2c1b01360e01b81526004810187905263ffffffff808316602483015288166044820152606401610267565b5f86815260016020908152604080832067ffffffffffffffff89168452909152902054848103610364575050506104b0565b80156103a457604051636286580360e11b81526004810188905267ffffffffffffffff871660248201526044810182905260648101869052608401610267565b825467ffffffffffffffff64010000000090910481169087161161040057825460405162e33ded60e71b81526004810189905264010000000090910467ffffffffffffffff908116602483015287166044820152606401610267565b825470ffffffffffffffffffffffffff00000000191664010000000067ffffffffffffffff881690810264ffffffffff60601b191691909117600160601b4264ffffffffff16021784555f888152600160209081526040808320848452825291829020889055815192835282018790528101859052879063ffffffff8a16907fdcf21ec83e470d19380777f2f6ca42af19b6a45eacfc9d10ad087049951e3be99060600160405180910390a35050505b5050505050565b5f602082840312156104c7575f5ffd5b5035919050565b803567ffffffffffffffff811681146104e5575f5ffd5b919050565b5f5f604083850312156104fb575f5ffd5b8235915061050b602084016104ce565b90509250929050565b5f5f5f5f5f60a08688031215610528575f5ffd5b853563ffffffff8116811461053b575f5ffd5b945060208601359350610550604087016104ce565b94979396509394606081013594506080013592915050565b63ffffffff84168152606081016003841061059157634e487b7160e01b5f52602160045260245ffd5b60208201939093526001600160a01b0391909116604090910152919050565b5f602082840312156105c0575f5ffd5b815180151581146105cf575f5ffd5b939250505056fea164736f6c6343000825000a',
  /** Code as it stands on a ledger, with zeroes where the immutables are. */
  runtimeBytecode: '0x608060405234801561000f575f5ffd5b5060043610610055575f3560e01c806379feb107146100595780637dd56411146100de578063930b6ace14610118578063b7d0f2e71461015c578063bdd4d18d14610171575b5f5ffd5b6100ac6100673660046104b7565b5f908152602081815260408083205460018352818420640100000000820467ffffffffffffffff16808652935292205490929091600160601b900464ffffffffff1690565b6040805167ffffffffffffffff9094168452602084019290925264ffffffffff16908201526060015b60405180910390f35b6101036100ec3660046104b7565b5f9081526020819052604090205463ffffffff1690565b60405163ffffffff90911681526020016100d5565b61014e6101263660046104ea565b5f91825260016020908152604080842067ffffffffffffffff93909316845291905290205490565b6040519081526020016100d5565b61016f61016a366004610514565b6101b0565b005b6101987f000000000000000000000000000000000000000000000000000000000000000081565b6040516001600160a01b0390911681526020016100d5565b60405163797f98c160e01b81526001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000169063797f98c1906102019088906001903390600401610568565b602060405180830381865afa15801561021c573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061024091906105b0565b61027057604051636d4cea7760e11b815263ffffffff861660048201523360248201526044015b60405180910390fd5b67ffffffffffffffff83161580610285575081155b156102b65760405163067517dd60e51b815267ffffffffffffffff8416600482015260248101839052604401610267565b5f8481526020819052604081208054909163ffffffff909116908190036102ef57815463ffffffff191663ffffffff8816178255610332565b8663ffffffff168163ffffffff16146103325760405163f2c1b01360e01b81526004810187905263ffffffff808316602483015288166044820152606401610267565b5f86815260016020908152604080832067ffffffffffffffff89168452909152902054848103610364575050506104b0565b80156103a457604051636286580360e11b81526004810188905267ffffffffffffffff871660248201526044810182905260648101869052608401610267565b825467ffffffffffffffff64010000000090910481169087161161040057825460405162e33ded60e71b81526004810189905264010000000090910467ffffffffffffffff908116602483015287166044820152606401610267565b825470ffffffffffffffffffffffffff00000000191664010000000067ffffffffffffffff881690810264ffffffffff60601b191691909117600160601b4264ffffffffff16021784555f888152600160209081526040808320848452825291829020889055815192835282018790528101859052879063ffffffff8a16907fdcf21ec83e470d19380777f2f6ca42af19b6a45eacfc9d10ad087049951e3be99060600160405180910390a35050505b5050505050565b5f602082840312156104c7575f5ffd5b5035919050565b803567ffffffffffffffff811681146104e5575f5ffd5b919050565b5f5f604083850312156104fb575f5ffd5b8235915061050b602084016104ce565b90509250929050565b5f5f5f5f5f60a08688031215610528575f5ffd5b853563ffffffff8116811461053b575f5ffd5b945060208601359350610550604087016104ce565b94979396509394606081013594506080013592915050565b63ffffffff84168152606081016003841061059157634e487b7160e01b5f52602160045260245ffd5b60208201939093526001600160a01b0391909116604090910152919050565b5f602082840312156105c0575f5ffd5b815180151581146105cf575f5ffd5b939250505056fea164736f6c6343000825000a',
  /** [start, length] in bytes of the places that immutables fill. */
  immutables: [[374,32],[455,32]],
} as const
