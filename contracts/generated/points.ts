// Written by scripts/generate.ts from the compiled contracts. Do not edit.

export const pointsAbi = [
  {
    "inputs": [
      {
        "internalType": "contract IMembers",
        "name": "members_",
        "type": "address"
      },
      {
        "internalType": "contract IProgrammes",
        "name": "programmes_",
        "type": "address"
      },
      {
        "internalType": "contract IEarnRules",
        "name": "rules_",
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
        "internalType": "uint32",
        "name": "programme",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "merchant",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "purchase",
        "type": "uint32"
      }
    ],
    "name": "AlreadyEarned",
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
    "name": "FailedCall",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint32",
        "name": "programme",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "holder",
        "type": "uint32"
      },
      {
        "internalType": "uint256",
        "name": "balance",
        "type": "uint256"
      },
      {
        "internalType": "uint32",
        "name": "points",
        "type": "uint32"
      }
    ],
    "name": "InsufficientPoints",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "InvalidAccount",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "length",
        "type": "uint256"
      }
    ],
    "name": "MalformedBatch",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint32",
        "name": "programme",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "merchant",
        "type": "uint32"
      }
    ],
    "name": "NotEarning",
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
    "name": "NotLoyaltyKey",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "NotRegistrar",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint32",
        "name": "programme",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "holder",
        "type": "uint32"
      },
      {
        "internalType": "bytes32",
        "name": "ref",
        "type": "bytes32"
      },
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "NotSpender",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "NothingToSpend",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint32",
        "name": "merchant",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "purchase",
        "type": "uint32"
      },
      {
        "internalType": "uint40",
        "name": "occurredAt",
        "type": "uint40"
      }
    ],
    "name": "PurchaseInFuture",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint32",
        "name": "programme",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "member",
        "type": "uint32"
      },
      {
        "internalType": "bytes32",
        "name": "ref",
        "type": "bytes32"
      }
    ],
    "name": "ReferenceTaken",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint40",
        "name": "deadline",
        "type": "uint40"
      },
      {
        "internalType": "uint256",
        "name": "blockTime",
        "type": "uint256"
      }
    ],
    "name": "SpendingExpired",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "UUPSUnauthorizedCallContext",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "slot",
        "type": "bytes32"
      }
    ],
    "name": "UUPSUnsupportedProxiableUUID",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint32",
        "name": "programme",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "holder",
        "type": "uint32"
      }
    ],
    "name": "UnknownHolder",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "WrongSignature",
    "type": "error"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint32",
        "name": "programme",
        "type": "uint32"
      },
      {
        "indexed": true,
        "internalType": "uint32",
        "name": "merchant",
        "type": "uint32"
      },
      {
        "indexed": true,
        "internalType": "bytes32",
        "name": "ref",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "uint32",
        "name": "firstPurchase",
        "type": "uint32"
      },
      {
        "indexed": false,
        "internalType": "uint32",
        "name": "lastPurchase",
        "type": "uint32"
      },
      {
        "indexed": false,
        "internalType": "uint32",
        "name": "epoch",
        "type": "uint32"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "totalPoints",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "bytes",
        "name": "results",
        "type": "bytes"
      }
    ],
    "name": "EarnedBatch",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint32",
        "name": "programme",
        "type": "uint32"
      },
      {
        "indexed": true,
        "internalType": "bytes32",
        "name": "ref",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "uint32",
        "name": "firstHolder",
        "type": "uint32"
      },
      {
        "indexed": false,
        "internalType": "address[]",
        "name": "accounts",
        "type": "address[]"
      }
    ],
    "name": "Enrolled",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint32",
        "name": "programme",
        "type": "uint32"
      },
      {
        "indexed": true,
        "internalType": "uint32",
        "name": "holder",
        "type": "uint32"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "ref",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "uint32",
        "name": "points",
        "type": "uint32"
      },
      {
        "indexed": false,
        "internalType": "uint32",
        "name": "lapsed",
        "type": "uint32"
      }
    ],
    "name": "Restored",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint32",
        "name": "programme",
        "type": "uint32"
      },
      {
        "indexed": true,
        "internalType": "uint32",
        "name": "holder",
        "type": "uint32"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "ref",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "address",
        "name": "spender",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint32",
        "name": "purpose",
        "type": "uint32"
      },
      {
        "indexed": false,
        "internalType": "uint32",
        "name": "points",
        "type": "uint32"
      }
    ],
    "name": "Spent",
    "type": "event"
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
    "inputs": [],
    "name": "UPGRADE_INTERFACE_VERSION",
    "outputs": [
      {
        "internalType": "string",
        "name": "",
        "type": "string"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint32",
        "name": "programme",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "holder",
        "type": "uint32"
      }
    ],
    "name": "accountOf",
    "outputs": [
      {
        "internalType": "address",
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
        "internalType": "uint32",
        "name": "programme",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "member",
        "type": "uint32"
      },
      {
        "internalType": "bytes32",
        "name": "ref",
        "type": "bytes32"
      }
    ],
    "name": "appliedUnder",
    "outputs": [
      {
        "internalType": "bytes32",
        "name": "",
        "type": "bytes32"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint32",
        "name": "programme",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "holder",
        "type": "uint32"
      }
    ],
    "name": "balanceOf",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "balance",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint32",
        "name": "programme",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "holder",
        "type": "uint32"
      }
    ],
    "name": "bucketsOf",
    "outputs": [
      {
        "components": [
          {
            "internalType": "uint32",
            "name": "epoch",
            "type": "uint32"
          },
          {
            "internalType": "uint40",
            "name": "lapsesAt",
            "type": "uint40"
          },
          {
            "internalType": "uint256",
            "name": "points",
            "type": "uint256"
          }
        ],
        "internalType": "struct IPoints.Bucket[]",
        "name": "buckets",
        "type": "tuple[]"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "spender",
        "type": "address"
      },
      {
        "components": [
          {
            "internalType": "uint32",
            "name": "programme",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "holder",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "points",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "purpose",
            "type": "uint32"
          },
          {
            "internalType": "bytes32",
            "name": "ref",
            "type": "bytes32"
          },
          {
            "internalType": "uint40",
            "name": "deadline",
            "type": "uint40"
          }
        ],
        "internalType": "struct IPoints.Spending",
        "name": "spending",
        "type": "tuple"
      }
    ],
    "name": "digestOf",
    "outputs": [
      {
        "internalType": "bytes32",
        "name": "",
        "type": "bytes32"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint32",
        "name": "programme",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "merchant",
        "type": "uint32"
      },
      {
        "internalType": "bytes32",
        "name": "ref",
        "type": "bytes32"
      },
      {
        "internalType": "bytes",
        "name": "packed",
        "type": "bytes"
      }
    ],
    "name": "earnBatch",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint32",
        "name": "programme",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "member",
        "type": "uint32"
      },
      {
        "internalType": "bytes32",
        "name": "ref",
        "type": "bytes32"
      },
      {
        "internalType": "address[]",
        "name": "accounts",
        "type": "address[]"
      }
    ],
    "name": "enrol",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint32",
        "name": "programme",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "merchant",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "purchase",
        "type": "uint32"
      }
    ],
    "name": "hasEarned",
    "outputs": [
      {
        "internalType": "bool",
        "name": "",
        "type": "bool"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint32",
        "name": "programme",
        "type": "uint32"
      },
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "holderOf",
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
    "inputs": [],
    "name": "programmes",
    "outputs": [
      {
        "internalType": "contract IProgrammes",
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "proxiableUUID",
    "outputs": [
      {
        "internalType": "bytes32",
        "name": "",
        "type": "bytes32"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint32",
        "name": "programme",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "holder",
        "type": "uint32"
      },
      {
        "internalType": "bytes32",
        "name": "ref",
        "type": "bytes32"
      }
    ],
    "name": "restore",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "rules",
    "outputs": [
      {
        "internalType": "contract IEarnRules",
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
        "components": [
          {
            "internalType": "uint32",
            "name": "programme",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "holder",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "points",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "purpose",
            "type": "uint32"
          },
          {
            "internalType": "bytes32",
            "name": "ref",
            "type": "bytes32"
          },
          {
            "internalType": "uint40",
            "name": "deadline",
            "type": "uint40"
          }
        ],
        "internalType": "struct IPoints.Spending",
        "name": "spending",
        "type": "tuple"
      },
      {
        "internalType": "bytes",
        "name": "signature",
        "type": "bytes"
      }
    ],
    "name": "spend",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint32",
        "name": "programme",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "holder",
        "type": "uint32"
      },
      {
        "internalType": "bytes32",
        "name": "ref",
        "type": "bytes32"
      }
    ],
    "name": "spendingOf",
    "outputs": [
      {
        "internalType": "address",
        "name": "spender",
        "type": "address"
      },
      {
        "internalType": "uint32",
        "name": "points",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "purpose",
        "type": "uint32"
      },
      {
        "internalType": "bool",
        "name": "returned",
        "type": "bool"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint32",
        "name": "programme",
        "type": "uint32"
      }
    ],
    "name": "totalsOf",
    "outputs": [
      {
        "components": [
          {
            "internalType": "uint256",
            "name": "issued",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "outstanding",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "lapsed",
            "type": "uint256"
          },
          {
            "internalType": "uint32",
            "name": "holders",
            "type": "uint32"
          },
          {
            "internalType": "uint256",
            "name": "removed",
            "type": "uint256"
          }
        ],
        "internalType": "struct IPoints.Totals",
        "name": "totals",
        "type": "tuple"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "newImplementation",
        "type": "address"
      },
      {
        "internalType": "bytes",
        "name": "data",
        "type": "bytes"
      }
    ],
    "name": "upgradeToAndCall",
    "outputs": [],
    "stateMutability": "payable",
    "type": "function"
  }
] as const

export const points = {
  name: 'Points',
  abi: pointsAbi,
  /** Creation code, to which the encoded constructor arguments are appended. */
  bytecode: '0x61010060405230608052348015610014575f5ffd5b5060405161367538038061367583398101604081905261003391610067565b6001600160a01b0392831660a05290821660c0521660e0526100b1565b6001600160a01b0381168114610064575f5ffd5b50565b5f5f5f60608486031215610079575f5ffd5b835161008481610050565b602085015190935061009581610050565b60408501519092506100a681610050565b809150509250925092565b60805160a05160c05160e05161352861014d5f395f81816102fb01528181610e3e01526124db01525f818161051a01528181610750015281816107f301528181610cb601528181610da301528181610f7001528181611656015281816117da01528181611931015261207c01525f818161041301528181611aea0152611ce201525f8181611c4501528181611c6e0152611e5f01526135285ff3fe608060405260043610610110575f3560e01c80635f8e5de21161009d578063af454aca11610062578063af454aca146103e3578063bdd4d18d14610402578063c5ae520614610435578063dde1266f146104a3578063f905f94614610509575f5ffd5b80635f8e5de21461031d5780636730b7261461033c5780639a42176514610368578063aabe3d3014610387578063ad3cb1cc146103a6575f5ffd5b806335ca2d44116100e357806335ca2d44146102835780634acc48ad146102a45780634f1ef286146102c357806352d1902d146102d657806352f6747a146102ea575f5ffd5b8063034da59f1461011457806312c11dba146101c057806316a6b082146101f457806331a30d0914610256575b5f5ffd5b34801561011f575f5ffd5b5061018561012e366004612ad0565b63ffffffff9283165f90815260096020908152604080832094861683529381528382209282529190915220546001600160a01b03811692600160a01b8204831692600160c01b83041691600160e01b900460ff1690565b604080516001600160a01b0395909516855263ffffffff93841660208601529190921690830152151560608201526080015b60405180910390f35b3480156101cb575f5ffd5b506101df6101da366004612b22565b61053c565b60405163ffffffff90911681526020016101b7565b3480156101ff575f5ffd5b5061023e61020e366004612b59565b63ffffffff9182165f9081526007602090815260408083209390941682529190915220546001600160a01b031690565b6040516001600160a01b0390911681526020016101b7565b348015610261575f5ffd5b50610275610270366004612b59565b61056e565b6040519081526020016101b7565b34801561028e575f5ffd5b506102a261029d366004612ad0565b6105cb565b005b3480156102af575f5ffd5b506102a26102be366004612b85565b610728565b6102a26102d1366004612c8f565b610b3f565b3480156102e1575f5ffd5b50610275610b5e565b3480156102f5575f5ffd5b5061023e7f000000000000000000000000000000000000000000000000000000000000000081565b348015610328575f5ffd5b50610275610337366004612ad0565b610b79565b348015610347575f5ffd5b5061035b610356366004612b59565b610bab565b6040516101b79190612d36565b348015610373575f5ffd5b506102a2610382366004612ddf565b610d77565b348015610392575f5ffd5b506102a26103a1366004612e63565b611141565b3480156103b1575f5ffd5b506103d6604051806040016040528060058152602001640352e302e360dc1b81525081565b6040516101b79190612ee1565b3480156103ee575f5ffd5b506102756103fd366004612ef3565b6114e3565b34801561040d575f5ffd5b5061023e7f000000000000000000000000000000000000000000000000000000000000000081565b348015610440575f5ffd5b5061049361044f366004612f27565b63ffffffff8381165f908152600460209081526040808320938616835292815282822062ffffff600886901c16835290522054600160ff83161b1615159392505050565b60405190151581526020016101b7565b3480156104ae575f5ffd5b506104c26104bd366004612f6f565b6115fc565b6040516101b791905f60a08201905082518252602083015160208301526040830151604083015263ffffffff60608401511660608301526080830151608083015292915050565b348015610514575f5ffd5b5061023e7f000000000000000000000000000000000000000000000000000000000000000081565b63ffffffff8083165f9081526006602090815260408083206001600160a01b0386168452909152902054165b92915050565b5f5f5f5f61057c86866117b1565b9250925092505f5b81811080156105935750828111155b156105c1576105a58787868685611893565b6105af9086612f9e565b94506105ba81612fb1565b9050610584565b5050505092915050565b63ffffffff8084165f908152600960209081526040808320938616835292815282822084835290522080546001600160a01b03163314610640576040516399f5faa360e01b815263ffffffff808616600483015284166024820152604481018390523360648201526084015b60405180910390fd5b8054600160e01b900460ff16156106575750505050565b805460ff60e01b1916600160e01b17815560018101545f9061067c9086908690611908565b825463ffffffff8781165f9081526008602052604081208054949550600160a01b909304909116926106af908490612fc9565b9091555050815463ffffffff80861691878216917f8ed0aa4af0ff478bdfe54db2fecbf7ec4f5d162b0862040170a2d1fcee60d81391879186916106fc918391600160a01b900416612fdc565b6040805193845263ffffffff928316602085015291169082015260600160405180910390a35050505050565b61073184611ad3565b604051630bcd65bd60e41b815263ffffffff86811660048301528516907f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03169063bcd65bd090602401602060405180830381865afa15801561079d573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906107c19190612ff8565b63ffffffff1614158015610866575060405163060128e760e51b815263ffffffff8087166004830152851660248201527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03169063c0251ce090604401602060405180830381865afa158015610840573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906108649190613013565b155b156108945760405163a329f62360e01b815263ffffffff808716600483015285166024820152604401610637565b6108c885858585856040516020016108ad929190613032565b60405160208183030381529060405280519060200120611b91565b15610b385763ffffffff8086165f90815260208190526040812054600160801b9004909116906108f9826001613091565b90505f8367ffffffffffffffff81111561091557610915612c21565b60405190808252806020026020018201604052801561093e578160200160208202803683370190505b5090505f5b84811015610a82575f86868381811061095e5761095e6130ad565b905060200201602081019061097391906130c1565b90506001600160a01b0381166109a7576040516325abcd9160e11b81526001600160a01b0382166004820152602401610637565b63ffffffff808b165f9081526006602090815260408083206001600160a01b038616845290915290205416156109dd5750610a7a565b8083856109e9886130dc565b97506109f59088612fdc565b63ffffffff1681518110610a0b57610a0b6130ad565b6001600160a01b0392831660209182029290920181019190915263ffffffff8c81165f81815260068452604080822096909516808252958452848120805463ffffffff1916938b1693841790559081526007835283812091815291522080546001600160a01b03191690911790555b600101610943565b508163ffffffff168363ffffffff161015610a9f57505050610b38565b63ffffffff8089165f9081526020819052604081208054928616600160801b0263ffffffff60801b1990931692909217909155610adc8385612fdc565b610ae7906001613091565b63ffffffff169050808252868963ffffffff167f2877dd2194f3d40099c308afc773f522063ebb79e4210b5c21944491b5509ba28585604051610b2b929190613100565b60405180910390a3505050505b5050505050565b610b47611c3a565b610b5082611ce0565b610b5a8282611d93565b5050565b5f610b67611e54565b505f5160206134fc5f395f51905f5290565b63ffffffff8084165f9081526005602090815260408083209386168352928152828220848352905220545b9392505050565b60605f5f5f610bba86866117b1565b9250925092508067ffffffffffffffff811115610bd957610bd9612c21565b604051908082528060200260200182016040528015610c2257816020015b604080516060810182525f80825260208083018290529282015282525f19909201910181610bf75790505b5093505f815b8015610d6a575f610c3a600183612fc9565b905084811115610c4a5750610d5a565b5f610c588a8a898986611893565b9050805f03610c68575050610d5a565b5f610c738388612fc9565b6040805160608101825263ffffffff80841680835292516393fa680d60e01b8152908f166004820152602481019290925291925060208201906001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016906393fa680d90604401602060405180830381865afa158015610cfb573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610d1f919061315c565b64ffffffffff1681526020018390528986610d3981612fb1565b975081518110610d4b57610d4b6130ad565b60200260200101819052505050505b610d6381613173565b9050610c28565b5084525091949350505050565b610d8084611ad3565b60405163060128e760e51b815263ffffffff8087166004830152851660248201527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03169063c0251ce090604401602060405180830381865afa158015610df0573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610e149190613013565b1580610eb15750604051635728cacf60e11b815263ffffffff8087166004830152851660248201527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03169063ae51959e90604401602060405180830381865afa158015610e8b573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610eaf9190613013565b155b15610edf5760405163a329f62360e01b815263ffffffff808716600483015285166024820152604401610637565b801580610ef55750610ef260138261319c565b15155b15610f16576040516370ac562d60e01b815260048101829052602401610637565b610f398585858585604051610f2c9291906131bb565b6040518091039020611b91565b15610b3857610f46612a09565b63ffffffff868116808352908616602083015260405163374f4c4960e11b815260048101919091527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031690636e9e9892906024016040805180830381865afa158015610fbc573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610fe091906131ca565b60ff16606083015263ffffffff9081166040808401919091528782165f908152602081905290812054600160801b900490911660808301525f1960a08301528061102b838686611e9d565b63ffffffff8a165f9081526020819052604081208054939550919350849261105d9084906001600160801b03166131fc565b92506101000a8154816001600160801b0302191690836001600160801b031602179055508160015f8a63ffffffff1663ffffffff1681526020019081526020015f205f856040015181526020019081526020015f205f8282546110c09190612f9e565b92505081905550858763ffffffff168963ffffffff167fad8484784a681dbc0a18d4b3b512baaeb2b5a59f95aba24252c460a905c7f28761110289895f611fd1565b6111178a8a611112601382612fc9565b611fd1565b8860400151888860405161112f95949392919061321b565b60405180910390a45050505050505050565b5f80806111516020870187612f6f565b6111616040880160208901612f6f565b63ffffffff8083165f9081526009602090815260408083208486168452825280832060808d01358085529252909120805494975092955093509091600160a01b900416156112515780545f906001600160a01b0316331480156111e457506111cf6060890160408a01612f6f565b8254600160a01b900463ffffffff9081169116145b801561121057506111fb6080890160608a01612f6f565b8254600160c01b900463ffffffff9081169116145b905080611247576040516330ab3ed160e21b815263ffffffff80871660048301528516602482015260448101849052606401610637565b5050505050505050565b6112616060880160408901612f6f565b63ffffffff165f0361128657604051630ebd4a6160e01b815260040160405180910390fd5b61129660c0880160a08901613284565b64ffffffffff164211156112dd576112b460c0880160a08901613284565b604051631d5675c360e11b815264ffffffffff9091166004820152426024820152604401610637565b63ffffffff8085165f908152600760209081526040808320938716835292905220546001600160a01b031680611336576040516393351a3760e01b815263ffffffff808716600483015285166024820152604401610637565b5f61134b611344338b6114e3565b898961200c565b50509050816001600160a01b0316816001600160a01b03161461138b576040516220a52160e11b81526001600160a01b0383166004820152602401610637565b82546001600160a01b031916331783556113ab60608a0160408b01612f6f565b835463ffffffff91909116600160a01b0263ffffffff60a01b199091161783556113db60808a0160608b01612f6f565b835463ffffffff91909116600160c01b0263ffffffff60c01b19909116178355611415868661141060608d0160408e01612f6f565b612053565b600184015561142a60608a0160408b01612f6f565b63ffffffff8781165f90815260086020526040812080549390921692611451908490612f9e565b925050819055508463ffffffff168663ffffffff167f26c838643d61b4671e20acfb43b4bec167b05d796c1891d513cd22d1a16ab12a86338d606001602081019061149c9190612f6f565b8e60400160208101906114af9190612f6f565b604080519485526001600160a01b03909316602085015263ffffffff91821692840192909252166060820152608001610b2b565b604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f60208201527fe0e806a92ba8401eb4a997049f481b60fd09680f5e301c46e643f79ed26cbd42918101919091527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201523060a08201525f90819060c0016040516020818303038152906040528051906020012090506115f4817f21265e6ee3c3be583e50e3179ff92d5efc16d5714f249db477d30061e9302cd286866040516020016115bf9392919061329f565b6040516020818303038152906040528051906020012060405161190160f01b8152600281019290925260228201526042902090565b949350505050565b61162f6040518060a001604052805f81526020015f81526020015f81526020015f63ffffffff1681526020015f81525090565b60405163374f4c4960e11b815263ffffffff831660048201525f9081906001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001690636e9e9892906024016040805180830381865afa15801561169a573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906116be91906131ca565b60ff16915063ffffffff1691505f5b81811080156116dc5750828111155b156117325763ffffffff85165f908152600160205260408120906117008386612fc9565b81526020019081526020015f20548460200181815161171f9190612f9e565b90525061172b81612fb1565b90506116cd565b5063ffffffff84165f81815260208181526040808320546001600160801b031687529282526008815291902054608085018190529084015184516117769190612fc9565b6117809190612fc9565b60408085019190915263ffffffff9485165f90815260208190522054600160801b9004909316606083015250919050565b60405163374f4c4960e11b815263ffffffff831660048201525f90819081906001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001690636e9e9892906024016040805180830381865afa15801561181e573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061184291906131ca565b63ffffffff8781165f908152600260205260409020928116945060ff909116925061188a9184918491908816600160201b8110611881576118816130ad565b01549190612294565b92509250925092565b6020810283901c63ffffffff16600160f8830185901c16158015906118fe5763ffffffff8088165f908152600360209081526040808320938a168352928152918120906118e08688612fc9565b81526020019081526020015f2054901b826118fb9190612f9e565b91505b5095945050505050565b60405163374f4c4960e11b815263ffffffff841660048201525f90819081906001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001690636e9e9892906024016040805180830381865afa158015611975573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061199991906131ca565b60ff16915063ffffffff1691505f6119e3838360025f8b63ffffffff1663ffffffff1681526020019081526020015f208963ffffffff16600160201b8110611881576118816130ad565b90506119f0858484612294565b94505f5b82811015611a99576020810286901c63ffffffff165f819003611a175750611a91565b611a218187612f9e565b95505f611a318a8a868987611893565b9050611a4a8a8a868987611a458888612f9e565b612313565b63ffffffff8b165f908152600160205260408120919550839190611a6e868a612fc9565b81526020019081526020015f205f828254611a899190612f9e565b909155505050505b6001016119f4565b5063ffffffff8088165f90815260026020526040902082918816600160201b8110611ac657611ac66130ad565b0155509195945050505050565b60405163797f98c160e01b81526001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000169063797f98c190611b249084906002903390600401613346565b602060405180830381865afa158015611b3f573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190611b639190613013565b611b8e57604051631dae5d5b60e21b815263ffffffff82166004820152336024820152604401610637565b50565b63ffffffff8085165f9081526005602090815260408083209387168352928152828220858352905290812054828103611bcd575f9150506115f4565b8015611c03576040516330ab3ed160e21b815263ffffffff80881660048301528616602482015260448101859052606401610637565b505063ffffffff9384165f908152600560209081526040808320959096168252938452848120928152919092529190912055600190565b306001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000161480611cc057507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316611cb45f5160206134fc5f395f51905f52546001600160a01b031690565b6001600160a01b031614155b15611cde5760405163703e46dd60e11b815260040160405180910390fd5b565b7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316632b20e3976040518163ffffffff1660e01b8152600401602060405180830381865afa158015611d3c573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190611d60919061338e565b6001600160a01b0316336001600160a01b031614611b8e576040516353ac4f0760e01b8152336004820152602401610637565b816001600160a01b03166352d1902d6040518163ffffffff1660e01b8152600401602060405180830381865afa925050508015611ded575060408051601f3d908101601f19168201909252611dea9181019061315c565b60015b611e1557604051634c9c8ce360e01b81526001600160a01b0383166004820152602401610637565b5f5160206134fc5f395f51905f528114611e4557604051632a87526960e21b815260048101829052602401610637565b611e4f838361238f565b505050565b306001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001614611cde5760405163703e46dd60e11b815260040160405180910390fd5b5f60606006601384040267ffffffffffffffff811115611ebf57611ebf612c21565b6040519080825280601f01601f191660200182016040528015611ee9576020820181803683370190505b50855163ffffffff165f90815260026020526040812091925082905b85811015611fbb5786810135611f258963ffffffff60c084901c166123e4565b60e089015164ffffffffff606883901c1690811080611f4957508961010001518110155b15611f5957611f598a838361245b565b5f611f758b6101400151609085901c65ffffffffffff16612597565b9050611f878b8760e086901c84612613565b6101208b0151600695909501805165ffffffffffff1916601083901b90961795909517855296909601955050601301611f05565b50611fc7875f196126e6565b5050935093915050565b5f8383611fdf846004612f9e565b90611feb856008612f9e565b92611ff8939291906133a9565b612001916133d0565b60e01c949350505050565b5f80806041849003612040578435602086013560408701355f1a61203289828585612756565b95509550955050505061204a565b505f915060029050825b93509350939050565b60405163374f4c4960e11b815263ffffffff841660048201525f90819081906001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001690636e9e9892906024016040805180830381865afa1580156120c0573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906120e491906131ca565b60ff16915063ffffffff1691505f61212e838360025f8b63ffffffff1663ffffffff1681526020019081526020015f208963ffffffff16600160201b8110611881576118816130ad565b905061213b5f8484612294565b935063ffffffff8516825b801580159061215457508115155b1561220a575f6121728a8a868961216a87613173565b965086611893565b9050805f036121815750612146565b5f83821061218f5783612191565b815b905061219d8185612fc9565b93506121aa88848361281e565b97506121be8b8b878a87611a458789612fc9565b63ffffffff8c165f9081526001602052604081209196508291906121e2868b612fc9565b81526020019081526020015f205f8282546121fd9190612fc9565b9091555061214692505050565b50801561225a5787876122238363ffffffff8a16612fc9565b604051630fffb4e960e11b815263ffffffff9384166004820152918316602483015260448201529087166064820152608401610637565b63ffffffff8089165f90815260026020526040902083918916600160201b8110612286576122866130ad565b015550929695505050505050565b5f60e084901c62ffffff168381036122af5784915050610ba4565b8084038381106122c65750505060e082901b610ba4565b5f6001856020026001901b03826020026001600160e01b038916901b1690505f6001866001901b038360f88a901c901b16905060f881901b60e088901b8317179450505050509392505050565b5f600160f8840186901c161515808061232f575063ffffffff83115b156123785763ffffffff8089165f908152600360209081526040808320938b1683529281529181209185901c91906123678789612fc9565b815260208101919091526040015f20555b61238386858561281e565b98975050505050505050565b6123988261286b565b6040516001600160a01b038316907fbc7cd75a20ee27fd9adebab32041f755214dbc6bffa90cc0225b39da2e5c2d3b905f90a28051156123dc57611e4f82826128ce565b610b5a61296e565b8160a00151600882901c146124015761240182600883901c6126e6565b60c0820151600160ff83161b8082161561244e5783516020850151604051630a8027f760e41b815263ffffffff928316600482015290821660248201529084166044820152606401610637565b1760c09092019190915250565b428111156124a457602083015160405163023b94e360e21b815263ffffffff918216600482015260c084901c909116602482015264ffffffffff82166044820152606401610637565b82516020840151604051639540ff6f60e01b815263ffffffff92831660048201529116602482015264ffffffffff821660448201527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031690639540ff6f9060640161012060405180830381865afa158015612529573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061254d9190613426565b64ffffffffff9081166101008801819052911660e087015261014086019190915261ffff909116610120850152421015611e4f5761258c426001612f9e565b610100840152505050565b5f826020015165ffffffffffff165f14806125bd5750826040015165ffffffffffff1682105b156125c957505f610568565b826020015165ffffffffffff16835f015163ffffffff168302816125ef576125ef613188565b049050826060015163ffffffff168111156105685750506060015163ffffffff1690565b8115806126235750836080015182115b156126545783516040516393351a3760e01b815263ffffffff91821660048201529083166024820152604401610637565b80156126e0575f5f61268883612682886040015189606001518989600160201b8110611881576118816130ad565b9061298d565b9150915080156126c557855163ffffffff165f9081526003602090815260408083208784528252808320818a015184529091529020805460010190555b818585600160201b81106126db576126db6130ad565b015550505b50505050565b815163ffffffff9081165f9081526004602090815260408083208287015190941683529290522060a08301515f19146127325760c083015160a08401515f908152602083905260409020555b60a083018290525f198214611e4f575f918252602052604090205460c09190910152565b5f80807f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a084111561278f57505f91506003905082612814565b604080515f808252602082018084528a905260ff891692820192909252606081018790526080810186905260019060a0016020604051602081039080840390855afa1580156127e0573d5f5f3e3d5ffd5b5050604051601f1901519150506001600160a01b03811661280b57505f925060019150829050612814565b92505f91508190505b9450945094915050565b5f63ffffffff6020840281901b198516600160f886011b19169082908411612846575f61284e565b600160f886011b5b63ffffffff8516602087021b929092179091179150509392505050565b806001600160a01b03163b5f036128a057604051634c9c8ce360e01b81526001600160a01b0382166004820152602401610637565b5f5160206134fc5f395f51905f5280546001600160a01b0319166001600160a01b0392909216919091179055565b60605f6128db84846129d2565b90508080156128fc57505f3d11806128fc57505f846001600160a01b03163b115b15612911576129096129e5565b915050610568565b801561293b57604051639996b31560e01b81526001600160a01b0385166004820152602401610637565b3d1561294e576129496129fe565b612967565b60405163d6bda27560e01b815260040160405180910390fd5b5092915050565b3415611cde5760405163b398979f60e01b815260040160405180910390fd5b5f8063ffffffff84811684019081116129ac575050508181015f6129cb565b63ffffffff19851663ffffffff9190911617600160f81b179150600190505b9250929050565b5f5f5f835160208501865af49392505050565b6040513d81523d5f602083013e3d602001810160405290565b6040513d5f823e3d81fd5b6040518061016001604052805f63ffffffff1681526020015f63ffffffff1681526020015f81526020015f81526020015f81526020015f81526020015f81526020015f81526020015f81526020015f8152602001612aba6040518060c001604052805f63ffffffff1681526020015f65ffffffffffff1681526020015f65ffffffffffff1681526020015f63ffffffff1681526020015f64ffffffffff1681526020015f64ffffffffff1681525090565b905290565b63ffffffff81168114611b8e575f5ffd5b5f5f5f60608486031215612ae2575f5ffd5b8335612aed81612abf565b92506020840135612afd81612abf565b929592945050506040919091013590565b6001600160a01b0381168114611b8e575f5ffd5b5f5f60408385031215612b33575f5ffd5b8235612b3e81612abf565b91506020830135612b4e81612b0e565b809150509250929050565b5f5f60408385031215612b6a575f5ffd5b8235612b7581612abf565b91506020830135612b4e81612abf565b5f5f5f5f5f60808688031215612b99575f5ffd5b8535612ba481612abf565b94506020860135612bb481612abf565b935060408601359250606086013567ffffffffffffffff811115612bd6575f5ffd5b8601601f81018813612be6575f5ffd5b803567ffffffffffffffff811115612bfc575f5ffd5b8860208260051b8401011115612c10575f5ffd5b959894975092955050506020019190565b634e487b7160e01b5f52604160045260245ffd5b60405160c0810167ffffffffffffffff81118282101715612c5857612c58612c21565b60405290565b604051601f8201601f1916810167ffffffffffffffff81118282101715612c8757612c87612c21565b604052919050565b5f5f60408385031215612ca0575f5ffd5b8235612cab81612b0e565b9150602083013567ffffffffffffffff811115612cc6575f5ffd5b8301601f81018513612cd6575f5ffd5b803567ffffffffffffffff811115612cf057612cf0612c21565b612d03601f8201601f1916602001612c5e565b818152866020838501011115612d17575f5ffd5b816020840160208301375f602083830101528093505050509250929050565b602080825282518282018190525f918401906040840190835b81811015612d9657835163ffffffff815116845264ffffffffff60208201511660208501526040810151604085015250606083019250602084019350600181019050612d4f565b509095945050505050565b5f5f83601f840112612db1575f5ffd5b50813567ffffffffffffffff811115612dc8575f5ffd5b6020830191508360208285010111156129cb575f5ffd5b5f5f5f5f5f60808688031215612df3575f5ffd5b8535612dfe81612abf565b94506020860135612e0e81612abf565b935060408601359250606086013567ffffffffffffffff811115612e30575f5ffd5b612e3c88828901612da1565b969995985093965092949392505050565b5f60c08284031215612e5d575f5ffd5b50919050565b5f5f5f60e08486031215612e75575f5ffd5b612e7f8585612e4d565b925060c084013567ffffffffffffffff811115612e9a575f5ffd5b612ea686828701612da1565b9497909650939450505050565b5f81518084528060208401602086015e5f602082860101526020601f19601f83011685010191505092915050565b602081525f610ba46020830184612eb3565b5f5f60e08385031215612f04575f5ffd5b8235612f0f81612b0e565b9150612f1e8460208501612e4d565b90509250929050565b5f5f5f60608486031215612f39575f5ffd5b8335612f4481612abf565b92506020840135612f5481612abf565b91506040840135612f6481612abf565b809150509250925092565b5f60208284031215612f7f575f5ffd5b8135610ba481612abf565b634e487b7160e01b5f52601160045260245ffd5b8082018082111561056857610568612f8a565b5f60018201612fc257612fc2612f8a565b5060010190565b8181038181111561056857610568612f8a565b63ffffffff828116828216039081111561056857610568612f8a565b5f60208284031215613008575f5ffd5b8151610ba481612abf565b5f60208284031215613023575f5ffd5b81518015158114610ba4575f5ffd5b604080825260059082015264195b9c9bdb60da1b606082015260806020820181905281018290525f8360a08301825b858110156118fe57823561307481612b0e565b6001600160a01b0316825260209283019290910190600101613061565b63ffffffff818116838216019081111561056857610568612f8a565b634e487b7160e01b5f52603260045260245ffd5b5f602082840312156130d1575f5ffd5b8135610ba481612b0e565b5f63ffffffff821663ffffffff81036130f7576130f7612f8a565b60010192915050565b5f6040820163ffffffff85168352604060208401528084518083526060850191506020860192505f5b818110156131505783516001600160a01b0316835260209384019390920191600101613129565b50909695505050505050565b5f6020828403121561316c575f5ffd5b5051919050565b5f8161318157613181612f8a565b505f190190565b634e487b7160e01b5f52601260045260245ffd5b5f826131b657634e487b7160e01b5f52601260045260245ffd5b500690565b818382375f9101908152919050565b5f5f604083850312156131db575f5ffd5b82516131e681612abf565b602084015190925060ff81168114612b4e575f5ffd5b6001600160801b03818116838216019081111561056857610568612f8a565b63ffffffff8616815263ffffffff8516602082015263ffffffff8416604082015282606082015260a060808201525f61325760a0830184612eb3565b979650505050505050565b64ffffffffff81168114611b8e575f5ffd5b803561327f81613262565b919050565b5f60208284031215613294575f5ffd5b8135610ba481613262565b8381526001600160a01b0383166020820152610100810182356132c181612abf565b63ffffffff16604083015260208301356132da81612abf565b63ffffffff16606083015260408301356132f381612abf565b63ffffffff166080830152606083013561330c81612abf565b63ffffffff1660a083810191909152608084013560c0840152613330908401613274565b64ffffffffff811660e084015250949350505050565b63ffffffff84168152606081016003841061336f57634e487b7160e01b5f52602160045260245ffd5b60208201939093526001600160a01b0391909116604090910152919050565b5f6020828403121561339e575f5ffd5b8151610ba481612b0e565b5f5f858511156133b7575f5ffd5b838611156133c3575f5ffd5b5050820193919092039150565b80356001600160e01b03198116906004841015612967576001600160e01b031960049490940360031b84901b1690921692915050565b805165ffffffffffff8116811461327f575f5ffd5b805161327f81613262565b5f5f5f5f84860361012081121561343b575f5ffd5b855161ffff8116811461344c575f5ffd5b945060c0601f198201121561345f575f5ffd5b50613468612c35565b602086015161347681612abf565b815261348460408701613406565b602082015261349560608701613406565b604082015260808601516134a881612abf565b606082015260a08601516134bb81613262565b608082015260c08601516134ce81613262565b60a082015292506134e160e0860161341b565b91506134f0610100860161341b565b90509295919450925056fe360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbca164736f6c6343000825000a',
  /** Code as it stands on a ledger, with zeroes where the immutables are. */
  runtimeBytecode: '0x608060405260043610610110575f3560e01c80635f8e5de21161009d578063af454aca11610062578063af454aca146103e3578063bdd4d18d14610402578063c5ae520614610435578063dde1266f146104a3578063f905f94614610509575f5ffd5b80635f8e5de21461031d5780636730b7261461033c5780639a42176514610368578063aabe3d3014610387578063ad3cb1cc146103a6575f5ffd5b806335ca2d44116100e357806335ca2d44146102835780634acc48ad146102a45780634f1ef286146102c357806352d1902d146102d657806352f6747a146102ea575f5ffd5b8063034da59f1461011457806312c11dba146101c057806316a6b082146101f457806331a30d0914610256575b5f5ffd5b34801561011f575f5ffd5b5061018561012e366004612ad0565b63ffffffff9283165f90815260096020908152604080832094861683529381528382209282529190915220546001600160a01b03811692600160a01b8204831692600160c01b83041691600160e01b900460ff1690565b604080516001600160a01b0395909516855263ffffffff93841660208601529190921690830152151560608201526080015b60405180910390f35b3480156101cb575f5ffd5b506101df6101da366004612b22565b61053c565b60405163ffffffff90911681526020016101b7565b3480156101ff575f5ffd5b5061023e61020e366004612b59565b63ffffffff9182165f9081526007602090815260408083209390941682529190915220546001600160a01b031690565b6040516001600160a01b0390911681526020016101b7565b348015610261575f5ffd5b50610275610270366004612b59565b61056e565b6040519081526020016101b7565b34801561028e575f5ffd5b506102a261029d366004612ad0565b6105cb565b005b3480156102af575f5ffd5b506102a26102be366004612b85565b610728565b6102a26102d1366004612c8f565b610b3f565b3480156102e1575f5ffd5b50610275610b5e565b3480156102f5575f5ffd5b5061023e7f000000000000000000000000000000000000000000000000000000000000000081565b348015610328575f5ffd5b50610275610337366004612ad0565b610b79565b348015610347575f5ffd5b5061035b610356366004612b59565b610bab565b6040516101b79190612d36565b348015610373575f5ffd5b506102a2610382366004612ddf565b610d77565b348015610392575f5ffd5b506102a26103a1366004612e63565b611141565b3480156103b1575f5ffd5b506103d6604051806040016040528060058152602001640352e302e360dc1b81525081565b6040516101b79190612ee1565b3480156103ee575f5ffd5b506102756103fd366004612ef3565b6114e3565b34801561040d575f5ffd5b5061023e7f000000000000000000000000000000000000000000000000000000000000000081565b348015610440575f5ffd5b5061049361044f366004612f27565b63ffffffff8381165f908152600460209081526040808320938616835292815282822062ffffff600886901c16835290522054600160ff83161b1615159392505050565b60405190151581526020016101b7565b3480156104ae575f5ffd5b506104c26104bd366004612f6f565b6115fc565b6040516101b791905f60a08201905082518252602083015160208301526040830151604083015263ffffffff60608401511660608301526080830151608083015292915050565b348015610514575f5ffd5b5061023e7f000000000000000000000000000000000000000000000000000000000000000081565b63ffffffff8083165f9081526006602090815260408083206001600160a01b0386168452909152902054165b92915050565b5f5f5f5f61057c86866117b1565b9250925092505f5b81811080156105935750828111155b156105c1576105a58787868685611893565b6105af9086612f9e565b94506105ba81612fb1565b9050610584565b5050505092915050565b63ffffffff8084165f908152600960209081526040808320938616835292815282822084835290522080546001600160a01b03163314610640576040516399f5faa360e01b815263ffffffff808616600483015284166024820152604481018390523360648201526084015b60405180910390fd5b8054600160e01b900460ff16156106575750505050565b805460ff60e01b1916600160e01b17815560018101545f9061067c9086908690611908565b825463ffffffff8781165f9081526008602052604081208054949550600160a01b909304909116926106af908490612fc9565b9091555050815463ffffffff80861691878216917f8ed0aa4af0ff478bdfe54db2fecbf7ec4f5d162b0862040170a2d1fcee60d81391879186916106fc918391600160a01b900416612fdc565b6040805193845263ffffffff928316602085015291169082015260600160405180910390a35050505050565b61073184611ad3565b604051630bcd65bd60e41b815263ffffffff86811660048301528516907f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03169063bcd65bd090602401602060405180830381865afa15801561079d573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906107c19190612ff8565b63ffffffff1614158015610866575060405163060128e760e51b815263ffffffff8087166004830152851660248201527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03169063c0251ce090604401602060405180830381865afa158015610840573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906108649190613013565b155b156108945760405163a329f62360e01b815263ffffffff808716600483015285166024820152604401610637565b6108c885858585856040516020016108ad929190613032565b60405160208183030381529060405280519060200120611b91565b15610b385763ffffffff8086165f90815260208190526040812054600160801b9004909116906108f9826001613091565b90505f8367ffffffffffffffff81111561091557610915612c21565b60405190808252806020026020018201604052801561093e578160200160208202803683370190505b5090505f5b84811015610a82575f86868381811061095e5761095e6130ad565b905060200201602081019061097391906130c1565b90506001600160a01b0381166109a7576040516325abcd9160e11b81526001600160a01b0382166004820152602401610637565b63ffffffff808b165f9081526006602090815260408083206001600160a01b038616845290915290205416156109dd5750610a7a565b8083856109e9886130dc565b97506109f59088612fdc565b63ffffffff1681518110610a0b57610a0b6130ad565b6001600160a01b0392831660209182029290920181019190915263ffffffff8c81165f81815260068452604080822096909516808252958452848120805463ffffffff1916938b1693841790559081526007835283812091815291522080546001600160a01b03191690911790555b600101610943565b508163ffffffff168363ffffffff161015610a9f57505050610b38565b63ffffffff8089165f9081526020819052604081208054928616600160801b0263ffffffff60801b1990931692909217909155610adc8385612fdc565b610ae7906001613091565b63ffffffff169050808252868963ffffffff167f2877dd2194f3d40099c308afc773f522063ebb79e4210b5c21944491b5509ba28585604051610b2b929190613100565b60405180910390a3505050505b5050505050565b610b47611c3a565b610b5082611ce0565b610b5a8282611d93565b5050565b5f610b67611e54565b505f5160206134fc5f395f51905f5290565b63ffffffff8084165f9081526005602090815260408083209386168352928152828220848352905220545b9392505050565b60605f5f5f610bba86866117b1565b9250925092508067ffffffffffffffff811115610bd957610bd9612c21565b604051908082528060200260200182016040528015610c2257816020015b604080516060810182525f80825260208083018290529282015282525f19909201910181610bf75790505b5093505f815b8015610d6a575f610c3a600183612fc9565b905084811115610c4a5750610d5a565b5f610c588a8a898986611893565b9050805f03610c68575050610d5a565b5f610c738388612fc9565b6040805160608101825263ffffffff80841680835292516393fa680d60e01b8152908f166004820152602481019290925291925060208201906001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016906393fa680d90604401602060405180830381865afa158015610cfb573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610d1f919061315c565b64ffffffffff1681526020018390528986610d3981612fb1565b975081518110610d4b57610d4b6130ad565b60200260200101819052505050505b610d6381613173565b9050610c28565b5084525091949350505050565b610d8084611ad3565b60405163060128e760e51b815263ffffffff8087166004830152851660248201527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03169063c0251ce090604401602060405180830381865afa158015610df0573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610e149190613013565b1580610eb15750604051635728cacf60e11b815263ffffffff8087166004830152851660248201527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03169063ae51959e90604401602060405180830381865afa158015610e8b573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610eaf9190613013565b155b15610edf5760405163a329f62360e01b815263ffffffff808716600483015285166024820152604401610637565b801580610ef55750610ef260138261319c565b15155b15610f16576040516370ac562d60e01b815260048101829052602401610637565b610f398585858585604051610f2c9291906131bb565b6040518091039020611b91565b15610b3857610f46612a09565b63ffffffff868116808352908616602083015260405163374f4c4960e11b815260048101919091527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031690636e9e9892906024016040805180830381865afa158015610fbc573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610fe091906131ca565b60ff16606083015263ffffffff9081166040808401919091528782165f908152602081905290812054600160801b900490911660808301525f1960a08301528061102b838686611e9d565b63ffffffff8a165f9081526020819052604081208054939550919350849261105d9084906001600160801b03166131fc565b92506101000a8154816001600160801b0302191690836001600160801b031602179055508160015f8a63ffffffff1663ffffffff1681526020019081526020015f205f856040015181526020019081526020015f205f8282546110c09190612f9e565b92505081905550858763ffffffff168963ffffffff167fad8484784a681dbc0a18d4b3b512baaeb2b5a59f95aba24252c460a905c7f28761110289895f611fd1565b6111178a8a611112601382612fc9565b611fd1565b8860400151888860405161112f95949392919061321b565b60405180910390a45050505050505050565b5f80806111516020870187612f6f565b6111616040880160208901612f6f565b63ffffffff8083165f9081526009602090815260408083208486168452825280832060808d01358085529252909120805494975092955093509091600160a01b900416156112515780545f906001600160a01b0316331480156111e457506111cf6060890160408a01612f6f565b8254600160a01b900463ffffffff9081169116145b801561121057506111fb6080890160608a01612f6f565b8254600160c01b900463ffffffff9081169116145b905080611247576040516330ab3ed160e21b815263ffffffff80871660048301528516602482015260448101849052606401610637565b5050505050505050565b6112616060880160408901612f6f565b63ffffffff165f0361128657604051630ebd4a6160e01b815260040160405180910390fd5b61129660c0880160a08901613284565b64ffffffffff164211156112dd576112b460c0880160a08901613284565b604051631d5675c360e11b815264ffffffffff9091166004820152426024820152604401610637565b63ffffffff8085165f908152600760209081526040808320938716835292905220546001600160a01b031680611336576040516393351a3760e01b815263ffffffff808716600483015285166024820152604401610637565b5f61134b611344338b6114e3565b898961200c565b50509050816001600160a01b0316816001600160a01b03161461138b576040516220a52160e11b81526001600160a01b0383166004820152602401610637565b82546001600160a01b031916331783556113ab60608a0160408b01612f6f565b835463ffffffff91909116600160a01b0263ffffffff60a01b199091161783556113db60808a0160608b01612f6f565b835463ffffffff91909116600160c01b0263ffffffff60c01b19909116178355611415868661141060608d0160408e01612f6f565b612053565b600184015561142a60608a0160408b01612f6f565b63ffffffff8781165f90815260086020526040812080549390921692611451908490612f9e565b925050819055508463ffffffff168663ffffffff167f26c838643d61b4671e20acfb43b4bec167b05d796c1891d513cd22d1a16ab12a86338d606001602081019061149c9190612f6f565b8e60400160208101906114af9190612f6f565b604080519485526001600160a01b03909316602085015263ffffffff91821692840192909252166060820152608001610b2b565b604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f60208201527fe0e806a92ba8401eb4a997049f481b60fd09680f5e301c46e643f79ed26cbd42918101919091527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201523060a08201525f90819060c0016040516020818303038152906040528051906020012090506115f4817f21265e6ee3c3be583e50e3179ff92d5efc16d5714f249db477d30061e9302cd286866040516020016115bf9392919061329f565b6040516020818303038152906040528051906020012060405161190160f01b8152600281019290925260228201526042902090565b949350505050565b61162f6040518060a001604052805f81526020015f81526020015f81526020015f63ffffffff1681526020015f81525090565b60405163374f4c4960e11b815263ffffffff831660048201525f9081906001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001690636e9e9892906024016040805180830381865afa15801561169a573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906116be91906131ca565b60ff16915063ffffffff1691505f5b81811080156116dc5750828111155b156117325763ffffffff85165f908152600160205260408120906117008386612fc9565b81526020019081526020015f20548460200181815161171f9190612f9e565b90525061172b81612fb1565b90506116cd565b5063ffffffff84165f81815260208181526040808320546001600160801b031687529282526008815291902054608085018190529084015184516117769190612fc9565b6117809190612fc9565b60408085019190915263ffffffff9485165f90815260208190522054600160801b9004909316606083015250919050565b60405163374f4c4960e11b815263ffffffff831660048201525f90819081906001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001690636e9e9892906024016040805180830381865afa15801561181e573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061184291906131ca565b63ffffffff8781165f908152600260205260409020928116945060ff909116925061188a9184918491908816600160201b8110611881576118816130ad565b01549190612294565b92509250925092565b6020810283901c63ffffffff16600160f8830185901c16158015906118fe5763ffffffff8088165f908152600360209081526040808320938a168352928152918120906118e08688612fc9565b81526020019081526020015f2054901b826118fb9190612f9e565b91505b5095945050505050565b60405163374f4c4960e11b815263ffffffff841660048201525f90819081906001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001690636e9e9892906024016040805180830381865afa158015611975573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061199991906131ca565b60ff16915063ffffffff1691505f6119e3838360025f8b63ffffffff1663ffffffff1681526020019081526020015f208963ffffffff16600160201b8110611881576118816130ad565b90506119f0858484612294565b94505f5b82811015611a99576020810286901c63ffffffff165f819003611a175750611a91565b611a218187612f9e565b95505f611a318a8a868987611893565b9050611a4a8a8a868987611a458888612f9e565b612313565b63ffffffff8b165f908152600160205260408120919550839190611a6e868a612fc9565b81526020019081526020015f205f828254611a899190612f9e565b909155505050505b6001016119f4565b5063ffffffff8088165f90815260026020526040902082918816600160201b8110611ac657611ac66130ad565b0155509195945050505050565b60405163797f98c160e01b81526001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000169063797f98c190611b249084906002903390600401613346565b602060405180830381865afa158015611b3f573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190611b639190613013565b611b8e57604051631dae5d5b60e21b815263ffffffff82166004820152336024820152604401610637565b50565b63ffffffff8085165f9081526005602090815260408083209387168352928152828220858352905290812054828103611bcd575f9150506115f4565b8015611c03576040516330ab3ed160e21b815263ffffffff80881660048301528616602482015260448101859052606401610637565b505063ffffffff9384165f908152600560209081526040808320959096168252938452848120928152919092529190912055600190565b306001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000161480611cc057507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316611cb45f5160206134fc5f395f51905f52546001600160a01b031690565b6001600160a01b031614155b15611cde5760405163703e46dd60e11b815260040160405180910390fd5b565b7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316632b20e3976040518163ffffffff1660e01b8152600401602060405180830381865afa158015611d3c573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190611d60919061338e565b6001600160a01b0316336001600160a01b031614611b8e576040516353ac4f0760e01b8152336004820152602401610637565b816001600160a01b03166352d1902d6040518163ffffffff1660e01b8152600401602060405180830381865afa925050508015611ded575060408051601f3d908101601f19168201909252611dea9181019061315c565b60015b611e1557604051634c9c8ce360e01b81526001600160a01b0383166004820152602401610637565b5f5160206134fc5f395f51905f528114611e4557604051632a87526960e21b815260048101829052602401610637565b611e4f838361238f565b505050565b306001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001614611cde5760405163703e46dd60e11b815260040160405180910390fd5b5f60606006601384040267ffffffffffffffff811115611ebf57611ebf612c21565b6040519080825280601f01601f191660200182016040528015611ee9576020820181803683370190505b50855163ffffffff165f90815260026020526040812091925082905b85811015611fbb5786810135611f258963ffffffff60c084901c166123e4565b60e089015164ffffffffff606883901c1690811080611f4957508961010001518110155b15611f5957611f598a838361245b565b5f611f758b6101400151609085901c65ffffffffffff16612597565b9050611f878b8760e086901c84612613565b6101208b0151600695909501805165ffffffffffff1916601083901b90961795909517855296909601955050601301611f05565b50611fc7875f196126e6565b5050935093915050565b5f8383611fdf846004612f9e565b90611feb856008612f9e565b92611ff8939291906133a9565b612001916133d0565b60e01c949350505050565b5f80806041849003612040578435602086013560408701355f1a61203289828585612756565b95509550955050505061204a565b505f915060029050825b93509350939050565b60405163374f4c4960e11b815263ffffffff841660048201525f90819081906001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001690636e9e9892906024016040805180830381865afa1580156120c0573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906120e491906131ca565b60ff16915063ffffffff1691505f61212e838360025f8b63ffffffff1663ffffffff1681526020019081526020015f208963ffffffff16600160201b8110611881576118816130ad565b905061213b5f8484612294565b935063ffffffff8516825b801580159061215457508115155b1561220a575f6121728a8a868961216a87613173565b965086611893565b9050805f036121815750612146565b5f83821061218f5783612191565b815b905061219d8185612fc9565b93506121aa88848361281e565b97506121be8b8b878a87611a458789612fc9565b63ffffffff8c165f9081526001602052604081209196508291906121e2868b612fc9565b81526020019081526020015f205f8282546121fd9190612fc9565b9091555061214692505050565b50801561225a5787876122238363ffffffff8a16612fc9565b604051630fffb4e960e11b815263ffffffff9384166004820152918316602483015260448201529087166064820152608401610637565b63ffffffff8089165f90815260026020526040902083918916600160201b8110612286576122866130ad565b015550929695505050505050565b5f60e084901c62ffffff168381036122af5784915050610ba4565b8084038381106122c65750505060e082901b610ba4565b5f6001856020026001901b03826020026001600160e01b038916901b1690505f6001866001901b038360f88a901c901b16905060f881901b60e088901b8317179450505050509392505050565b5f600160f8840186901c161515808061232f575063ffffffff83115b156123785763ffffffff8089165f908152600360209081526040808320938b1683529281529181209185901c91906123678789612fc9565b815260208101919091526040015f20555b61238386858561281e565b98975050505050505050565b6123988261286b565b6040516001600160a01b038316907fbc7cd75a20ee27fd9adebab32041f755214dbc6bffa90cc0225b39da2e5c2d3b905f90a28051156123dc57611e4f82826128ce565b610b5a61296e565b8160a00151600882901c146124015761240182600883901c6126e6565b60c0820151600160ff83161b8082161561244e5783516020850151604051630a8027f760e41b815263ffffffff928316600482015290821660248201529084166044820152606401610637565b1760c09092019190915250565b428111156124a457602083015160405163023b94e360e21b815263ffffffff918216600482015260c084901c909116602482015264ffffffffff82166044820152606401610637565b82516020840151604051639540ff6f60e01b815263ffffffff92831660048201529116602482015264ffffffffff821660448201527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031690639540ff6f9060640161012060405180830381865afa158015612529573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061254d9190613426565b64ffffffffff9081166101008801819052911660e087015261014086019190915261ffff909116610120850152421015611e4f5761258c426001612f9e565b610100840152505050565b5f826020015165ffffffffffff165f14806125bd5750826040015165ffffffffffff1682105b156125c957505f610568565b826020015165ffffffffffff16835f015163ffffffff168302816125ef576125ef613188565b049050826060015163ffffffff168111156105685750506060015163ffffffff1690565b8115806126235750836080015182115b156126545783516040516393351a3760e01b815263ffffffff91821660048201529083166024820152604401610637565b80156126e0575f5f61268883612682886040015189606001518989600160201b8110611881576118816130ad565b9061298d565b9150915080156126c557855163ffffffff165f9081526003602090815260408083208784528252808320818a015184529091529020805460010190555b818585600160201b81106126db576126db6130ad565b015550505b50505050565b815163ffffffff9081165f9081526004602090815260408083208287015190941683529290522060a08301515f19146127325760c083015160a08401515f908152602083905260409020555b60a083018290525f198214611e4f575f918252602052604090205460c09190910152565b5f80807f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a084111561278f57505f91506003905082612814565b604080515f808252602082018084528a905260ff891692820192909252606081018790526080810186905260019060a0016020604051602081039080840390855afa1580156127e0573d5f5f3e3d5ffd5b5050604051601f1901519150506001600160a01b03811661280b57505f925060019150829050612814565b92505f91508190505b9450945094915050565b5f63ffffffff6020840281901b198516600160f886011b19169082908411612846575f61284e565b600160f886011b5b63ffffffff8516602087021b929092179091179150509392505050565b806001600160a01b03163b5f036128a057604051634c9c8ce360e01b81526001600160a01b0382166004820152602401610637565b5f5160206134fc5f395f51905f5280546001600160a01b0319166001600160a01b0392909216919091179055565b60605f6128db84846129d2565b90508080156128fc57505f3d11806128fc57505f846001600160a01b03163b115b15612911576129096129e5565b915050610568565b801561293b57604051639996b31560e01b81526001600160a01b0385166004820152602401610637565b3d1561294e576129496129fe565b612967565b60405163d6bda27560e01b815260040160405180910390fd5b5092915050565b3415611cde5760405163b398979f60e01b815260040160405180910390fd5b5f8063ffffffff84811684019081116129ac575050508181015f6129cb565b63ffffffff19851663ffffffff9190911617600160f81b179150600190505b9250929050565b5f5f5f835160208501865af49392505050565b6040513d81523d5f602083013e3d602001810160405290565b6040513d5f823e3d81fd5b6040518061016001604052805f63ffffffff1681526020015f63ffffffff1681526020015f81526020015f81526020015f81526020015f81526020015f81526020015f81526020015f81526020015f8152602001612aba6040518060c001604052805f63ffffffff1681526020015f65ffffffffffff1681526020015f65ffffffffffff1681526020015f63ffffffff1681526020015f64ffffffffff1681526020015f64ffffffffff1681525090565b905290565b63ffffffff81168114611b8e575f5ffd5b5f5f5f60608486031215612ae2575f5ffd5b8335612aed81612abf565b92506020840135612afd81612abf565b929592945050506040919091013590565b6001600160a01b0381168114611b8e575f5ffd5b5f5f60408385031215612b33575f5ffd5b8235612b3e81612abf565b91506020830135612b4e81612b0e565b809150509250929050565b5f5f60408385031215612b6a575f5ffd5b8235612b7581612abf565b91506020830135612b4e81612abf565b5f5f5f5f5f60808688031215612b99575f5ffd5b8535612ba481612abf565b94506020860135612bb481612abf565b935060408601359250606086013567ffffffffffffffff811115612bd6575f5ffd5b8601601f81018813612be6575f5ffd5b803567ffffffffffffffff811115612bfc575f5ffd5b8860208260051b8401011115612c10575f5ffd5b959894975092955050506020019190565b634e487b7160e01b5f52604160045260245ffd5b60405160c0810167ffffffffffffffff81118282101715612c5857612c58612c21565b60405290565b604051601f8201601f1916810167ffffffffffffffff81118282101715612c8757612c87612c21565b604052919050565b5f5f60408385031215612ca0575f5ffd5b8235612cab81612b0e565b9150602083013567ffffffffffffffff811115612cc6575f5ffd5b8301601f81018513612cd6575f5ffd5b803567ffffffffffffffff811115612cf057612cf0612c21565b612d03601f8201601f1916602001612c5e565b818152866020838501011115612d17575f5ffd5b816020840160208301375f602083830101528093505050509250929050565b602080825282518282018190525f918401906040840190835b81811015612d9657835163ffffffff815116845264ffffffffff60208201511660208501526040810151604085015250606083019250602084019350600181019050612d4f565b509095945050505050565b5f5f83601f840112612db1575f5ffd5b50813567ffffffffffffffff811115612dc8575f5ffd5b6020830191508360208285010111156129cb575f5ffd5b5f5f5f5f5f60808688031215612df3575f5ffd5b8535612dfe81612abf565b94506020860135612e0e81612abf565b935060408601359250606086013567ffffffffffffffff811115612e30575f5ffd5b612e3c88828901612da1565b969995985093965092949392505050565b5f60c08284031215612e5d575f5ffd5b50919050565b5f5f5f60e08486031215612e75575f5ffd5b612e7f8585612e4d565b925060c084013567ffffffffffffffff811115612e9a575f5ffd5b612ea686828701612da1565b9497909650939450505050565b5f81518084528060208401602086015e5f602082860101526020601f19601f83011685010191505092915050565b602081525f610ba46020830184612eb3565b5f5f60e08385031215612f04575f5ffd5b8235612f0f81612b0e565b9150612f1e8460208501612e4d565b90509250929050565b5f5f5f60608486031215612f39575f5ffd5b8335612f4481612abf565b92506020840135612f5481612abf565b91506040840135612f6481612abf565b809150509250925092565b5f60208284031215612f7f575f5ffd5b8135610ba481612abf565b634e487b7160e01b5f52601160045260245ffd5b8082018082111561056857610568612f8a565b5f60018201612fc257612fc2612f8a565b5060010190565b8181038181111561056857610568612f8a565b63ffffffff828116828216039081111561056857610568612f8a565b5f60208284031215613008575f5ffd5b8151610ba481612abf565b5f60208284031215613023575f5ffd5b81518015158114610ba4575f5ffd5b604080825260059082015264195b9c9bdb60da1b606082015260806020820181905281018290525f8360a08301825b858110156118fe57823561307481612b0e565b6001600160a01b0316825260209283019290910190600101613061565b63ffffffff818116838216019081111561056857610568612f8a565b634e487b7160e01b5f52603260045260245ffd5b5f602082840312156130d1575f5ffd5b8135610ba481612b0e565b5f63ffffffff821663ffffffff81036130f7576130f7612f8a565b60010192915050565b5f6040820163ffffffff85168352604060208401528084518083526060850191506020860192505f5b818110156131505783516001600160a01b0316835260209384019390920191600101613129565b50909695505050505050565b5f6020828403121561316c575f5ffd5b5051919050565b5f8161318157613181612f8a565b505f190190565b634e487b7160e01b5f52601260045260245ffd5b5f826131b657634e487b7160e01b5f52601260045260245ffd5b500690565b818382375f9101908152919050565b5f5f604083850312156131db575f5ffd5b82516131e681612abf565b602084015190925060ff81168114612b4e575f5ffd5b6001600160801b03818116838216019081111561056857610568612f8a565b63ffffffff8616815263ffffffff8516602082015263ffffffff8416604082015282606082015260a060808201525f61325760a0830184612eb3565b979650505050505050565b64ffffffffff81168114611b8e575f5ffd5b803561327f81613262565b919050565b5f60208284031215613294575f5ffd5b8135610ba481613262565b8381526001600160a01b0383166020820152610100810182356132c181612abf565b63ffffffff16604083015260208301356132da81612abf565b63ffffffff16606083015260408301356132f381612abf565b63ffffffff166080830152606083013561330c81612abf565b63ffffffff1660a083810191909152608084013560c0840152613330908401613274565b64ffffffffff811660e084015250949350505050565b63ffffffff84168152606081016003841061336f57634e487b7160e01b5f52602160045260245ffd5b60208201939093526001600160a01b0391909116604090910152919050565b5f6020828403121561339e575f5ffd5b8151610ba481612b0e565b5f5f858511156133b7575f5ffd5b838611156133c3575f5ffd5b5050820193919092039150565b80356001600160e01b03198116906004841015612967576001600160e01b031960049490940360031b84901b1690921692915050565b805165ffffffffffff8116811461327f575f5ffd5b805161327f81613262565b5f5f5f5f84860361012081121561343b575f5ffd5b855161ffff8116811461344c575f5ffd5b945060c0601f198201121561345f575f5ffd5b50613468612c35565b602086015161347681612abf565b815261348460408701613406565b602082015261349560608701613406565b604082015260808601516134a881612abf565b606082015260a08601516134bb81613262565b608082015260c08601516134ce81613262565b60a082015292506134e160e0860161341b565b91506134f0610100860161341b565b90509295919450925056fe360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbca164736f6c6343000825000a',
  /** [start, length] in bytes of the places that immutables fill. */
  immutables: [[763,32],[1043,32],[1306,32],[1872,32],[2035,32],[3254,32],[3491,32],[3646,32],[3952,32],[5718,32],[6106,32],[6449,32],[6890,32],[7237,32],[7278,32],[7394,32],[7775,32],[8316,32],[9435,32]],
} as const
