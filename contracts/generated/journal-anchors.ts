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
  bytecode: '0x60a034606c57601f61050038819003918201601f19168301916001600160401b03831184841017607057808492602094604052833981010312606c57516001600160a01b0381168103606c5760805260405161047b90816100858239608051818181606501526102070152f35b5f80fd5b634e487b7160e01b5f52604160045260245ffdfe60806040526004361015610011575f80fd5b5f3560e01c806379feb107146101655780637dd5641114610136578063930b6ace146100e4578063b7d0f2e7146100985763bdd4d18d14610050575f80fd5b34610094575f366003190112610094576040517f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03168152602090f35b5f80fd5b346100945760a03660031901126100945760043563ffffffff811681036100945760443567ffffffffffffffff81168103610094576100e2916084359160643591602435906101d1565b005b346100945760403660031901126100945760243567ffffffffffffffff81168103610094576004355f52600160205267ffffffffffffffff60405f2091165f52602052602060405f2054604051908152f35b34610094576020366003190112610094576004355f525f602052602063ffffffff60405f205416604051908152f35b34610094576020366003190112610094576060600435805f525f60205264ffffffffff60405f205467ffffffffffffffff8160201c16925f52600160205260405f2067ffffffffffffffff84165f5260205260405f20546040519384526020840152831c166040820152f35b60405163797f98c160e01b815263ffffffff909116600482018190526001602483015233604483015291949193906020816064817f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03165afa908115610463575f916103fe575b50156103e75767ffffffffffffffff831692831580156103df575b6103c857855f525f60205260405f209085825463ffffffff811680155f1461039e575063ffffffff19161782555b865f52600160205260405f20855f5260205260405f2054838114610394578061036a5750815467ffffffffffffffff8160201c16808711156103505750917fdcf21ec83e470d19380777f2f6ca42af19b6a45eacfc9d10ad087049951e3be9959391606095936bffffffffffffffff0000000064ffffffffff881b42891b169260201b169070ffffffffffffffffffffffffff00000000191617179055865f52600160205260405f20835f526020528060405f205560405192835260208301526040820152a3565b86908962e33ded60e71b5f5260045260245260445260645ffd5b87846084928860405193636286580360e11b85526004850152602484015260448301526064820152fd5b5050505050505050565b80929150036103ad5750610288565b86908863f2c1b01360e01b5f5260045260245260445260645ffd5b508263067517dd60e51b5f5260045260245260445ffd5b50811561025a565b83636d4cea7760e11b5f526004523360245260445ffd5b905060203d60201161045c575b601f8101601f1916820167ffffffffffffffff8111838210176104485760209183916040528101031261009457518015158103610094575f61023f565b634e487b7160e01b5f52604160045260245ffd5b503d61040b565b6040513d5f823e3d90fdfea164736f6c6343000825000a',
  /** Code as it stands on a ledger, with zeroes where the immutables are. */
  runtimeBytecode: '0x60806040526004361015610011575f80fd5b5f3560e01c806379feb107146101655780637dd5641114610136578063930b6ace146100e4578063b7d0f2e7146100985763bdd4d18d14610050575f80fd5b34610094575f366003190112610094576040517f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03168152602090f35b5f80fd5b346100945760a03660031901126100945760043563ffffffff811681036100945760443567ffffffffffffffff81168103610094576100e2916084359160643591602435906101d1565b005b346100945760403660031901126100945760243567ffffffffffffffff81168103610094576004355f52600160205267ffffffffffffffff60405f2091165f52602052602060405f2054604051908152f35b34610094576020366003190112610094576004355f525f602052602063ffffffff60405f205416604051908152f35b34610094576020366003190112610094576060600435805f525f60205264ffffffffff60405f205467ffffffffffffffff8160201c16925f52600160205260405f2067ffffffffffffffff84165f5260205260405f20546040519384526020840152831c166040820152f35b60405163797f98c160e01b815263ffffffff909116600482018190526001602483015233604483015291949193906020816064817f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03165afa908115610463575f916103fe575b50156103e75767ffffffffffffffff831692831580156103df575b6103c857855f525f60205260405f209085825463ffffffff811680155f1461039e575063ffffffff19161782555b865f52600160205260405f20855f5260205260405f2054838114610394578061036a5750815467ffffffffffffffff8160201c16808711156103505750917fdcf21ec83e470d19380777f2f6ca42af19b6a45eacfc9d10ad087049951e3be9959391606095936bffffffffffffffff0000000064ffffffffff881b42891b169260201b169070ffffffffffffffffffffffffff00000000191617179055865f52600160205260405f20835f526020528060405f205560405192835260208301526040820152a3565b86908962e33ded60e71b5f5260045260245260445260645ffd5b87846084928860405193636286580360e11b85526004850152602484015260448301526064820152fd5b5050505050505050565b80929150036103ad5750610288565b86908863f2c1b01360e01b5f5260045260245260445260645ffd5b508263067517dd60e51b5f5260045260245260445ffd5b50811561025a565b83636d4cea7760e11b5f526004523360245260445ffd5b905060203d60201161045c575b601f8101601f1916820167ffffffffffffffff8111838210176104485760209183916040528101031261009457518015158103610094575f61023f565b634e487b7160e01b5f52604160045260245ffd5b503d61040b565b6040513d5f823e3d90fdfea164736f6c6343000825000a',
  /** [start, length] in bytes of the places that immutables fill. */
  immutables: [[101,32],[519,32]],
} as const
