// Written by scripts/generate.ts from the compiled contracts. Do not edit.

export const rewardsAbi = [
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
        "internalType": "contract IPoints",
        "name": "points_",
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
    "name": "FailedCall",
    "type": "error"
  },
  {
    "inputs": [
      {
        "components": [
          {
            "internalType": "uint32",
            "name": "price",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "stock",
            "type": "uint32"
          },
          {
            "internalType": "uint40",
            "name": "startsAt",
            "type": "uint40"
          },
          {
            "internalType": "uint40",
            "name": "endsAt",
            "type": "uint40"
          },
          {
            "internalType": "uint32",
            "name": "validity",
            "type": "uint32"
          },
          {
            "internalType": "bytes32",
            "name": "content",
            "type": "bytes32"
          }
        ],
        "internalType": "struct IRewards.Terms",
        "name": "terms",
        "type": "tuple"
      }
    ],
    "name": "InvalidTerms",
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
        "internalType": "bytes32",
        "name": "ref",
        "type": "bytes32"
      }
    ],
    "name": "MerchantReferenceTaken",
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
        "internalType": "uint32",
        "name": "item",
        "type": "uint32"
      },
      {
        "internalType": "uint40",
        "name": "startsAt",
        "type": "uint40"
      },
      {
        "internalType": "uint40",
        "name": "endsAt",
        "type": "uint40"
      }
    ],
    "name": "NotOffered",
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
        "name": "merchant",
        "type": "uint32"
      }
    ],
    "name": "NotTakingPart",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint32",
        "name": "item",
        "type": "uint32"
      }
    ],
    "name": "OutOfStock",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint32",
        "name": "item",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "stock",
        "type": "uint32"
      },
      {
        "internalType": "int32",
        "name": "change",
        "type": "int32"
      }
    ],
    "name": "StockOutOfBounds",
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
        "name": "item",
        "type": "uint32"
      }
    ],
    "name": "UnknownItem",
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
        "internalType": "bytes32",
        "name": "voucher",
        "type": "bytes32"
      },
      {
        "internalType": "uint40",
        "name": "expiresAt",
        "type": "uint40"
      }
    ],
    "name": "VoucherExpired",
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
        "internalType": "bytes32",
        "name": "voucher",
        "type": "bytes32"
      },
      {
        "internalType": "enum IRewards.State",
        "name": "state",
        "type": "uint8"
      }
    ],
    "name": "VoucherNotValid",
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
        "internalType": "uint32",
        "name": "item",
        "type": "uint32"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "ref",
        "type": "bytes32"
      }
    ],
    "name": "Cancelled",
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
        "name": "merchant",
        "type": "uint32"
      },
      {
        "indexed": true,
        "internalType": "uint32",
        "name": "item",
        "type": "uint32"
      },
      {
        "indexed": false,
        "internalType": "uint40",
        "name": "endsAt",
        "type": "uint40"
      }
    ],
    "name": "Ended",
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
        "name": "merchant",
        "type": "uint32"
      },
      {
        "indexed": true,
        "internalType": "uint32",
        "name": "item",
        "type": "uint32"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "ref",
        "type": "bytes32"
      },
      {
        "components": [
          {
            "internalType": "uint32",
            "name": "price",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "stock",
            "type": "uint32"
          },
          {
            "internalType": "uint40",
            "name": "startsAt",
            "type": "uint40"
          },
          {
            "internalType": "uint40",
            "name": "endsAt",
            "type": "uint40"
          },
          {
            "internalType": "uint32",
            "name": "validity",
            "type": "uint32"
          },
          {
            "internalType": "bytes32",
            "name": "content",
            "type": "bytes32"
          }
        ],
        "indexed": false,
        "internalType": "struct IRewards.Terms",
        "name": "terms",
        "type": "tuple"
      }
    ],
    "name": "Offered",
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
        "name": "merchant",
        "type": "uint32"
      },
      {
        "indexed": true,
        "internalType": "uint32",
        "name": "item",
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
        "name": "holder",
        "type": "uint32"
      },
      {
        "indexed": false,
        "internalType": "uint32",
        "name": "points",
        "type": "uint32"
      },
      {
        "indexed": false,
        "internalType": "uint40",
        "name": "expiresAt",
        "type": "uint40"
      }
    ],
    "name": "Redeemed",
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
        "name": "merchant",
        "type": "uint32"
      },
      {
        "indexed": true,
        "internalType": "uint32",
        "name": "item",
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
        "internalType": "int32",
        "name": "change",
        "type": "int32"
      },
      {
        "indexed": false,
        "internalType": "uint32",
        "name": "stock",
        "type": "uint32"
      }
    ],
    "name": "StockChanged",
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
        "internalType": "uint32",
        "name": "item",
        "type": "uint32"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "ref",
        "type": "bytes32"
      }
    ],
    "name": "Used",
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
        "name": "merchant",
        "type": "uint32"
      },
      {
        "internalType": "bytes32",
        "name": "voucher",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32",
        "name": "ref",
        "type": "bytes32"
      }
    ],
    "name": "cancel",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint32",
        "name": "item",
        "type": "uint32"
      },
      {
        "internalType": "bytes32",
        "name": "ref",
        "type": "bytes32"
      },
      {
        "internalType": "int32",
        "name": "change",
        "type": "int32"
      }
    ],
    "name": "changeStock",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint32",
        "name": "item",
        "type": "uint32"
      }
    ],
    "name": "end",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "itemCount",
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
        "internalType": "uint32",
        "name": "item",
        "type": "uint32"
      }
    ],
    "name": "itemOf",
    "outputs": [
      {
        "components": [
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
            "name": "price",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "stock",
            "type": "uint32"
          },
          {
            "internalType": "uint40",
            "name": "startsAt",
            "type": "uint40"
          },
          {
            "internalType": "uint40",
            "name": "endsAt",
            "type": "uint40"
          },
          {
            "internalType": "uint32",
            "name": "validity",
            "type": "uint32"
          },
          {
            "internalType": "bytes32",
            "name": "content",
            "type": "bytes32"
          }
        ],
        "internalType": "struct IRewards.Item",
        "name": "",
        "type": "tuple"
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
        "components": [
          {
            "internalType": "uint32",
            "name": "price",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "stock",
            "type": "uint32"
          },
          {
            "internalType": "uint40",
            "name": "startsAt",
            "type": "uint40"
          },
          {
            "internalType": "uint40",
            "name": "endsAt",
            "type": "uint40"
          },
          {
            "internalType": "uint32",
            "name": "validity",
            "type": "uint32"
          },
          {
            "internalType": "bytes32",
            "name": "content",
            "type": "bytes32"
          }
        ],
        "internalType": "struct IRewards.Terms",
        "name": "terms",
        "type": "tuple"
      }
    ],
    "name": "offer",
    "outputs": [
      {
        "internalType": "uint32",
        "name": "item",
        "type": "uint32"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "points",
    "outputs": [
      {
        "internalType": "contract IPoints",
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
        "name": "item",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "holder",
        "type": "uint32"
      },
      {
        "internalType": "bytes32",
        "name": "voucher",
        "type": "bytes32"
      },
      {
        "internalType": "uint40",
        "name": "deadline",
        "type": "uint40"
      },
      {
        "internalType": "bytes",
        "name": "signature",
        "type": "bytes"
      }
    ],
    "name": "redeem",
    "outputs": [],
    "stateMutability": "nonpayable",
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
  },
  {
    "inputs": [
      {
        "internalType": "uint32",
        "name": "merchant",
        "type": "uint32"
      },
      {
        "internalType": "bytes32",
        "name": "voucher",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32",
        "name": "ref",
        "type": "bytes32"
      }
    ],
    "name": "use",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint32",
        "name": "merchant",
        "type": "uint32"
      },
      {
        "internalType": "bytes32",
        "name": "voucher",
        "type": "bytes32"
      }
    ],
    "name": "voucherOf",
    "outputs": [
      {
        "components": [
          {
            "internalType": "uint32",
            "name": "item",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "holder",
            "type": "uint32"
          },
          {
            "internalType": "uint40",
            "name": "redeemedAt",
            "type": "uint40"
          },
          {
            "internalType": "uint40",
            "name": "expiresAt",
            "type": "uint40"
          },
          {
            "internalType": "enum IRewards.State",
            "name": "state",
            "type": "uint8"
          }
        ],
        "internalType": "struct IRewards.Voucher",
        "name": "",
        "type": "tuple"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  }
] as const

export const rewards = {
  name: 'Rewards',
  abi: rewardsAbi,
  /** Creation code, to which the encoded constructor arguments are appended. */
  bytecode: '0x61010060405230608052348015610014575f5ffd5b506040516121a03803806121a083398101604081905261003391610067565b6001600160a01b0392831660a05290821660c0521660e0526100b1565b6001600160a01b0381168114610064575f5ffd5b50565b5f5f5f60608486031215610079575f5ffd5b835161008481610050565b602085015190935061009581610050565b60408501519092506100a681610050565b809150509250925092565b60805160a05160c05160e05161208561011b5f395f818160f901528181610869015261121601525f8181610332015281816108fc0152610e9301525f81816102950152818161129e01526115c501525f818161152801528181611551015261174201526120855ff3fe6080604052600436106100e4575f3560e01c80636bfb0d0111610087578063cf2966af11610057578063cf2966af146102b7578063ddbdd553146102d6578063f1e1178014610302578063f905f94614610321575f5ffd5b80636bfb0d01146101f8578063a296963614610228578063ad3cb1cc14610247578063bdd4d18d14610284575f5ffd5b80633380424a116100c25780633380424a146101855780634d9171c9146101a45780634f1ef286146101c357806352d1902d146101d6575f5ffd5b80631be6dd64146100e85780631dc48db8146101385780632716309514610164575b5f5ffd5b3480156100f3575f5ffd5b5061011b7f000000000000000000000000000000000000000000000000000000000000000081565b6040516001600160a01b0390911681526020015b60405180910390f35b348015610143575f5ffd5b5061015761015236600461198a565b610354565b60405161012f91906119da565b34801561016f575f5ffd5b5061018361017e366004611a2f565b610427565b005b348015610190575f5ffd5b5061018361019f366004611a5f565b6104f1565b3480156101af575f5ffd5b506101836101be366004611aa2565b61065c565b6101836101d1366004611ae3565b6106f5565b3480156101e1575f5ffd5b506101ea610714565b60405190815260200161012f565b348015610203575f5ffd5b505f546102139063ffffffff1681565b60405163ffffffff909116815260200161012f565b348015610233575f5ffd5b50610183610242366004611a2f565b61072f565b348015610252575f5ffd5b50610277604051806040016040528060058152602001640352e302e360dc1b81525081565b60405161012f9190611ba9565b34801561028f575f5ffd5b5061011b7f000000000000000000000000000000000000000000000000000000000000000081565b3480156102c2575f5ffd5b506102136102d1366004611bde565b6108cf565b3480156102e1575f5ffd5b506102f56102f0366004611aa2565b610cdb565b60405161012f9190611c32565b34801561030d575f5ffd5b5061018361031c366004611ce8565b610da8565b34801561032c575f5ffd5b5061011b7f000000000000000000000000000000000000000000000000000000000000000081565b6103826040805160a0810182525f808252602082018190529181018290526060810182905290608082015290565b63ffffffff8084165f908152600260209081526040808320868452825291829020825160a08101845281548086168252600160201b81049095169281019290925264ffffffffff600160401b8504811693830193909352600160681b8404909216606082015291608083019060ff600160901b90910416600381111561040a5761040a6119b2565b600381111561041b5761041b6119b2565b90525090505b92915050565b61043083611287565b6040805160208101829052600360608201526275736560e81b608082015290810183905261047b908490839060a0015b60405160208183030381529060405280519060200120611345565b61048457505050565b5f610491848460026113d1565b805463ffffffff9081165f8181526001602090815260409182902054915188815294955091938884169391909116917fd3129c11a3ffb87bdae032bb4a17858f0e387bdd35ccd3e4e42dd6e9ff7257f9910160405180910390a450505050565b5f6104fb846114c2565b805460408051606060208201819052600560808301526473746f636b60d81b60a083015263ffffffff89811693830193909352600387900b9082015292935061055292600160201b9092041690859060c001610460565b61055c5750505050565b80545f9061057c90600385900b90600160601b900463ffffffff16611da4565b90505f81128061058f575063ffffffff81135b156105d6578154604051627f7b8560e91b815263ffffffff8088166004830152600160601b9092049091166024820152600384900b60448201526064015b60405180910390fd5b815463ffffffff60601b198116600160601b63ffffffff8481168202928317808755604080518a815260038a900b602082015293820483169084015289821694600160201b909104821693908216911617907fecf657d9881d5575d6591d5857472d5182eba681bb5fe4d677b61c59a2357c069060600160405180910390a45050505050565b5f610666826114c2565b9050610671816114ec565b1561067a575050565b805464ffffffffff428116600160a81b90810264ffffffffff60a81b1984168117808655604051928104909316825263ffffffff86811694600160201b909404811693918116911617907f37b53703c06bc0a6058f522532e1e890690096a9e08ed49eae5c70d040f50d159060200160405180910390a45050565b6106fd61151d565b610706826115c3565b6107108282611676565b5050565b5f61071d611737565b505f5160206120595f395f51905f5290565b61073883611287565b6040805160208101829052600660608201526518d85b98d95b60d21b608082015290810183905261076f908490839060a001610460565b61077857505050565b5f610785848460036113d1565b805463ffffffff9081165f908152600160205260409020805492935091600160601b90048116146107ec5780548190600c906107cd90600160601b900463ffffffff16611dcb565b91906101000a81548163ffffffff021916908363ffffffff1602179055505b8154815460405186815263ffffffff928316928881169216907f50f608840aa304eb843db7e37f71305b61669bad72deeaee2949029ba14f2e039060200160405180910390a480548254604051630d728b5160e21b815263ffffffff9283166004820152600160201b9091049091166024820152604481018590527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316906335ca2d44906064015f604051808303815f87803b1580156108b2575f5ffd5b505af11580156108c4573d5f5f3e3d5ffd5b505050505050505050565b5f6108d984611287565b60405163060128e760e51b815263ffffffff8087166004830152851660248201527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03169063c0251ce090604401602060405180830381865afa158015610949573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061096d9190611def565b61099a57604051637d4c824960e01b815263ffffffff8087166004830152851660248201526044016105cd565b6109a76020830183611aa2565b63ffffffff1615806109cc57506109c460a0830160808401611aa2565b63ffffffff16155b806109d9575060a0820135155b80610a3057506109ef6080830160608401611e0e565b64ffffffffff1615801590610a305750610a0f6060830160408401611e0e565b64ffffffffff16610a266080840160608501611e0e565b64ffffffffff1611155b15610a50578160405163da0bf14d60e01b81526004016105cd9190611ea1565b610a6884848785604051602001610460929190611eaf565b610a94575063ffffffff8084165f90815260046020908152604080832086845290915290205416610cd3565b5f80548190610aa89063ffffffff16611dcb565b825461010092830a63ffffffff81810219909216838316918202179094558781165f8181526004602090815260408083208b8452825291829020805463ffffffff191690971790965580519485018152918a16845283850152909350909190820190610b1690850185611aa2565b63ffffffff168152602001836020016020810190610b349190611aa2565b63ffffffff168152602001610b4f6060850160408601611e0e565b64ffffffffff168152602001610b6b6080850160608601611e0e565b64ffffffffff168152602001610b8760a0850160808601611aa2565b63ffffffff908116825260a0858101356020938401528482165f818152600180865260409182902087518154978901518985015160608b015160808c0151988c015160c08d0151948b1667ffffffffffffffff19909c169b909b17600160201b938b1693909302929092176fffffffffffffffff00000000000000001916600160401b918a169190910263ffffffff60601b191617600160601b918916919091021769ffffffffffffffffffff60801b1916600160801b64ffffffffff9788160264ffffffffff60a81b191617600160a81b96909816959095029690961763ffffffff60d01b1916600160d01b9486169490940293909317855560e09095015193909101929092559151909186811691908816907ff28e0841461ec9137c9b09b5eed191ec7404ff4c07ddbb4b2dea10ee56e459cf90610cca9088908890611ee8565b60405180910390a45b949350505050565b60408051610100810182525f80825260208201819052918101829052606081018290526080810182905260a0810182905260c0810182905260e0810191909152610d2482611780565b6040805161010081018252825463ffffffff8082168352600160201b820481166020840152600160401b8204811693830193909352600160601b81048316606083015264ffffffffff600160801b820481166080840152600160a81b82041660a0830152600160d01b900490911660c082015260019091015460e082015292915050565b5f610db2876114c2565b8054600160201b900463ffffffff165f90815260026020908152604080832089845290915281209192508154600160901b900460ff166003811115610df957610df96119b2565b14610e6557805463ffffffff8981169116141580610e285750805463ffffffff888116600160201b9092041614155b15610e5e578154604051630af75f7d60e31b8152600160201b90910463ffffffff166004820152602481018790526044016105cd565b505061127f565b815460405163060128e760e51b815263ffffffff8083166004830152600160201b90920490911660248201527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03169063c0251ce090604401602060405180830381865afa158015610ee0573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610f049190611def565b610f3c578154604051637d4c824960e01b815263ffffffff8083166004830152600160201b90920490911660248201526044016105cd565b8154600160801b900464ffffffffff16421080610f5d5750610f5d826114ec565b15610fa95781546040516312bd40cb60e01b815263ffffffff8a16600482015264ffffffffff600160801b830481166024830152600160a81b90920490911660448201526064016105cd565b8154600160601b900463ffffffff165f03610fdf5760405163557a619960e01b815263ffffffff891660048201526024016105cd565b81548290600c90610ffc90600160601b900463ffffffff16611efc565b82546101009290920a63ffffffff81810219909316918316021790915582545f9161102f91600160d01b90041642611f1a565b90506040518060a001604052808a63ffffffff1681526020018963ffffffff1681526020014264ffffffffff1681526020018264ffffffffff16815260200160016003811115611081576110816119b2565b90528354600160201b9081900463ffffffff9081165f9081526002602090815260408083208d8452825291829020855181549287015193870151606088015191861667ffffffffffffffff1990941693909317939094169094029190911771ffffffffffffffffffff00000000000000001916600160401b64ffffffffff9283160264ffffffffff60681b191617600160681b919092160217808255608083015190829060ff60901b1916600160901b836003811115611143576111436119b2565b0217905550508354604080518a815263ffffffff8c81166020830152600160401b840481168284015264ffffffffff8616606083015291518d83169450600160201b840483169392909216917f64fd75cc83a1d3cc7a04898ab4b42481499c4612fc1fa11ca9a0e0a039af51279181900360800190a46040805160c081018252845463ffffffff80821683528b81166020840152600160401b9091048116828401528b1660608201526080810189905264ffffffffff881660a08201529051630aabe3d360e41b81526001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000169163aabe3d309161124e919089908990600401611f55565b5f604051808303815f87803b158015611265575f5ffd5b505af1158015611277573d5f5f3e3d5ffd5b505050505050505b505050505050565b60405163797f98c160e01b81526001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000169063797f98c1906112d89084906002903390600401611fc9565b602060405180830381865afa1580156112f3573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906113179190611def565b61134257604051631dae5d5b60e21b815263ffffffff821660048201523360248201526044016105cd565b50565b63ffffffff83165f908152600360209081526040808320858452909152812054828103611375575f9150506113ca565b80156113a357604051630af75f7d60e31b815263ffffffff86166004820152602481018590526044016105cd565b505063ffffffff83165f908152600360209081526040808320858452909152902081905560015b9392505050565b63ffffffff83165f908152600260209081526040808320858452909152902060018154600160901b900460ff16600381111561140f5761140f6119b2565b1461143e57805460405163820e62d360e01b81526105cd9186918691600160901b900460ff1690600401612005565b8054600160681b900464ffffffffff164210611492578054604051632c2cfb9d60e01b815263ffffffff8616600482015260248101859052600160681b90910464ffffffffff1660448201526064016105cd565b80548290829060ff60901b1916600160901b8360038111156114b6576114b66119b2565b02179055509392505050565b5f6114cc82611780565b80549091506114e790600160201b900463ffffffff16611287565b919050565b80545f90600160a81b900464ffffffffff161580159061042157505054600160a81b900464ffffffffff1642101590565b306001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001614806115a357507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03166115975f5160206120595f395f51905f52546001600160a01b031690565b6001600160a01b031614155b156115c15760405163703e46dd60e11b815260040160405180910390fd5b565b7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316632b20e3976040518163ffffffff1660e01b8152600401602060405180830381865afa15801561161f573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906116439190612026565b6001600160a01b0316336001600160a01b031614611342576040516353ac4f0760e01b81523360048201526024016105cd565b816001600160a01b03166352d1902d6040518163ffffffff1660e01b8152600401602060405180830381865afa9250505080156116d0575060408051601f3d908101601f191682019092526116cd91810190612041565b60015b6116f857604051634c9c8ce360e01b81526001600160a01b03831660048201526024016105cd565b5f5160206120595f395f51905f52811461172857604051632a87526960e21b8152600481018290526024016105cd565b61173283836117c9565b505050565b306001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016146115c15760405163703e46dd60e11b815260040160405180910390fd5b63ffffffff8082165f90815260016020526040812080549092600160201b9091041690036114e757604051634e8c7c8760e01b815263ffffffff831660048201526024016105cd565b6117d28261181e565b6040516001600160a01b038316907fbc7cd75a20ee27fd9adebab32041f755214dbc6bffa90cc0225b39da2e5c2d3b905f90a2805115611816576117328282611881565b610710611921565b806001600160a01b03163b5f0361185357604051634c9c8ce360e01b81526001600160a01b03821660048201526024016105cd565b5f5160206120595f395f51905f5280546001600160a01b0319166001600160a01b0392909216919091179055565b60605f61188e8484611940565b90508080156118af57505f3d11806118af57505f846001600160a01b03163b115b156118c4576118bc611953565b915050610421565b80156118ee57604051639996b31560e01b81526001600160a01b03851660048201526024016105cd565b3d15611901576118fc61196c565b61191a565b60405163d6bda27560e01b815260040160405180910390fd5b5092915050565b34156115c15760405163b398979f60e01b815260040160405180910390fd5b5f5f5f835160208501865af49392505050565b6040513d81523d5f602083013e3d602001810160405290565b6040513d5f823e3d81fd5b803563ffffffff811681146114e7575f5ffd5b5f5f6040838503121561199b575f5ffd5b6119a483611977565b946020939093013593505050565b634e487b7160e01b5f52602160045260245ffd5b600481106119d6576119d66119b2565b9052565b5f60a08201905063ffffffff835116825263ffffffff602084015116602083015264ffffffffff604084015116604083015264ffffffffff6060840151166060830152608083015161191a60808401826119c6565b5f5f5f60608486031215611a41575f5ffd5b611a4a84611977565b95602085013595506040909401359392505050565b5f5f5f60608486031215611a71575f5ffd5b611a7a84611977565b9250602084013591506040840135600381900b8114611a97575f5ffd5b809150509250925092565b5f60208284031215611ab2575f5ffd5b6113ca82611977565b6001600160a01b0381168114611342575f5ffd5b634e487b7160e01b5f52604160045260245ffd5b5f5f60408385031215611af4575f5ffd5b8235611aff81611abb565b9150602083013567ffffffffffffffff811115611b1a575f5ffd5b8301601f81018513611b2a575f5ffd5b803567ffffffffffffffff811115611b4457611b44611acf565b604051601f8201601f19908116603f0116810167ffffffffffffffff81118282101715611b7357611b73611acf565b604052818152828201602001871015611b8a575f5ffd5b816020840160208301375f602083830101528093505050509250929050565b602081525f82518060208401528060208501604085015e5f604082850101526040601f19601f83011684010191505092915050565b5f5f5f5f848603610120811215611bf3575f5ffd5b611bfc86611977565b9450611c0a60208701611977565b93506040860135925060c0605f1982011215611c24575f5ffd5b509295919450926060019150565b5f6101008201905063ffffffff835116825263ffffffff602084015116602083015263ffffffff60408401511660408301526060830151611c7b606084018263ffffffff169052565b506080830151611c94608084018264ffffffffff169052565b5060a0830151611cad60a084018264ffffffffff169052565b5060c0830151611cc560c084018263ffffffff169052565b5060e092830151919092015290565b803564ffffffffff811681146114e7575f5ffd5b5f5f5f5f5f5f60a08789031215611cfd575f5ffd5b611d0687611977565b9550611d1460208801611977565b945060408701359350611d2960608801611cd4565b9250608087013567ffffffffffffffff811115611d44575f5ffd5b8701601f81018913611d54575f5ffd5b803567ffffffffffffffff811115611d6a575f5ffd5b896020828401011115611d7b575f5ffd5b60208201935080925050509295509295509295565b634e487b7160e01b5f52601160045260245ffd5b8082018281125f831280158216821582161715611dc357611dc3611d90565b505092915050565b5f63ffffffff821663ffffffff8103611de657611de6611d90565b60010192915050565b5f60208284031215611dff575f5ffd5b815180151581146113ca575f5ffd5b5f60208284031215611e1e575f5ffd5b6113ca82611cd4565b63ffffffff611e3582611977565b16825263ffffffff611e4960208301611977565b16602083015264ffffffffff611e6160408301611cd4565b16604083015264ffffffffff611e7960608301611cd4565b16606083015263ffffffff611e9060808301611977565b16608083015260a090810135910152565b60c081016104218284611e27565b6101008082526005908201526437b33332b960d91b61012082015263ffffffff8316602082015261014081016113ca6040830184611e27565b82815260e081016113ca6020830184611e27565b5f63ffffffff821680611f1157611f11611d90565b5f190192915050565b8082018082111561042157610421611d90565b81835281816020850137505f828201602090810191909152601f909101601f19169091010190565b63ffffffff845116815263ffffffff602085015116602082015263ffffffff604085015116604082015263ffffffff60608501511660608201526080840151608082015264ffffffffff60a08501511660a082015260e060c08201525f611fc060e083018486611f2d565b95945050505050565b63ffffffff841681526060810160038410611fe657611fe66119b2565b60208201939093526001600160a01b0391909116604090910152919050565b63ffffffff841681526020810183905260608101610cd360408301846119c6565b5f60208284031215612036575f5ffd5b81516113ca81611abb565b5f60208284031215612051575f5ffd5b505191905056fe360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbca164736f6c6343000825000a',
  /** Code as it stands on a ledger, with zeroes where the immutables are. */
  runtimeBytecode: '0x6080604052600436106100e4575f3560e01c80636bfb0d0111610087578063cf2966af11610057578063cf2966af146102b7578063ddbdd553146102d6578063f1e1178014610302578063f905f94614610321575f5ffd5b80636bfb0d01146101f8578063a296963614610228578063ad3cb1cc14610247578063bdd4d18d14610284575f5ffd5b80633380424a116100c25780633380424a146101855780634d9171c9146101a45780634f1ef286146101c357806352d1902d146101d6575f5ffd5b80631be6dd64146100e85780631dc48db8146101385780632716309514610164575b5f5ffd5b3480156100f3575f5ffd5b5061011b7f000000000000000000000000000000000000000000000000000000000000000081565b6040516001600160a01b0390911681526020015b60405180910390f35b348015610143575f5ffd5b5061015761015236600461198a565b610354565b60405161012f91906119da565b34801561016f575f5ffd5b5061018361017e366004611a2f565b610427565b005b348015610190575f5ffd5b5061018361019f366004611a5f565b6104f1565b3480156101af575f5ffd5b506101836101be366004611aa2565b61065c565b6101836101d1366004611ae3565b6106f5565b3480156101e1575f5ffd5b506101ea610714565b60405190815260200161012f565b348015610203575f5ffd5b505f546102139063ffffffff1681565b60405163ffffffff909116815260200161012f565b348015610233575f5ffd5b50610183610242366004611a2f565b61072f565b348015610252575f5ffd5b50610277604051806040016040528060058152602001640352e302e360dc1b81525081565b60405161012f9190611ba9565b34801561028f575f5ffd5b5061011b7f000000000000000000000000000000000000000000000000000000000000000081565b3480156102c2575f5ffd5b506102136102d1366004611bde565b6108cf565b3480156102e1575f5ffd5b506102f56102f0366004611aa2565b610cdb565b60405161012f9190611c32565b34801561030d575f5ffd5b5061018361031c366004611ce8565b610da8565b34801561032c575f5ffd5b5061011b7f000000000000000000000000000000000000000000000000000000000000000081565b6103826040805160a0810182525f808252602082018190529181018290526060810182905290608082015290565b63ffffffff8084165f908152600260209081526040808320868452825291829020825160a08101845281548086168252600160201b81049095169281019290925264ffffffffff600160401b8504811693830193909352600160681b8404909216606082015291608083019060ff600160901b90910416600381111561040a5761040a6119b2565b600381111561041b5761041b6119b2565b90525090505b92915050565b61043083611287565b6040805160208101829052600360608201526275736560e81b608082015290810183905261047b908490839060a0015b60405160208183030381529060405280519060200120611345565b61048457505050565b5f610491848460026113d1565b805463ffffffff9081165f8181526001602090815260409182902054915188815294955091938884169391909116917fd3129c11a3ffb87bdae032bb4a17858f0e387bdd35ccd3e4e42dd6e9ff7257f9910160405180910390a450505050565b5f6104fb846114c2565b805460408051606060208201819052600560808301526473746f636b60d81b60a083015263ffffffff89811693830193909352600387900b9082015292935061055292600160201b9092041690859060c001610460565b61055c5750505050565b80545f9061057c90600385900b90600160601b900463ffffffff16611da4565b90505f81128061058f575063ffffffff81135b156105d6578154604051627f7b8560e91b815263ffffffff8088166004830152600160601b9092049091166024820152600384900b60448201526064015b60405180910390fd5b815463ffffffff60601b198116600160601b63ffffffff8481168202928317808755604080518a815260038a900b602082015293820483169084015289821694600160201b909104821693908216911617907fecf657d9881d5575d6591d5857472d5182eba681bb5fe4d677b61c59a2357c069060600160405180910390a45050505050565b5f610666826114c2565b9050610671816114ec565b1561067a575050565b805464ffffffffff428116600160a81b90810264ffffffffff60a81b1984168117808655604051928104909316825263ffffffff86811694600160201b909404811693918116911617907f37b53703c06bc0a6058f522532e1e890690096a9e08ed49eae5c70d040f50d159060200160405180910390a45050565b6106fd61151d565b610706826115c3565b6107108282611676565b5050565b5f61071d611737565b505f5160206120595f395f51905f5290565b61073883611287565b6040805160208101829052600660608201526518d85b98d95b60d21b608082015290810183905261076f908490839060a001610460565b61077857505050565b5f610785848460036113d1565b805463ffffffff9081165f908152600160205260409020805492935091600160601b90048116146107ec5780548190600c906107cd90600160601b900463ffffffff16611dcb565b91906101000a81548163ffffffff021916908363ffffffff1602179055505b8154815460405186815263ffffffff928316928881169216907f50f608840aa304eb843db7e37f71305b61669bad72deeaee2949029ba14f2e039060200160405180910390a480548254604051630d728b5160e21b815263ffffffff9283166004820152600160201b9091049091166024820152604481018590527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316906335ca2d44906064015f604051808303815f87803b1580156108b2575f5ffd5b505af11580156108c4573d5f5f3e3d5ffd5b505050505050505050565b5f6108d984611287565b60405163060128e760e51b815263ffffffff8087166004830152851660248201527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03169063c0251ce090604401602060405180830381865afa158015610949573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061096d9190611def565b61099a57604051637d4c824960e01b815263ffffffff8087166004830152851660248201526044016105cd565b6109a76020830183611aa2565b63ffffffff1615806109cc57506109c460a0830160808401611aa2565b63ffffffff16155b806109d9575060a0820135155b80610a3057506109ef6080830160608401611e0e565b64ffffffffff1615801590610a305750610a0f6060830160408401611e0e565b64ffffffffff16610a266080840160608501611e0e565b64ffffffffff1611155b15610a50578160405163da0bf14d60e01b81526004016105cd9190611ea1565b610a6884848785604051602001610460929190611eaf565b610a94575063ffffffff8084165f90815260046020908152604080832086845290915290205416610cd3565b5f80548190610aa89063ffffffff16611dcb565b825461010092830a63ffffffff81810219909216838316918202179094558781165f8181526004602090815260408083208b8452825291829020805463ffffffff191690971790965580519485018152918a16845283850152909350909190820190610b1690850185611aa2565b63ffffffff168152602001836020016020810190610b349190611aa2565b63ffffffff168152602001610b4f6060850160408601611e0e565b64ffffffffff168152602001610b6b6080850160608601611e0e565b64ffffffffff168152602001610b8760a0850160808601611aa2565b63ffffffff908116825260a0858101356020938401528482165f818152600180865260409182902087518154978901518985015160608b015160808c0151988c015160c08d0151948b1667ffffffffffffffff19909c169b909b17600160201b938b1693909302929092176fffffffffffffffff00000000000000001916600160401b918a169190910263ffffffff60601b191617600160601b918916919091021769ffffffffffffffffffff60801b1916600160801b64ffffffffff9788160264ffffffffff60a81b191617600160a81b96909816959095029690961763ffffffff60d01b1916600160d01b9486169490940293909317855560e09095015193909101929092559151909186811691908816907ff28e0841461ec9137c9b09b5eed191ec7404ff4c07ddbb4b2dea10ee56e459cf90610cca9088908890611ee8565b60405180910390a45b949350505050565b60408051610100810182525f80825260208201819052918101829052606081018290526080810182905260a0810182905260c0810182905260e0810191909152610d2482611780565b6040805161010081018252825463ffffffff8082168352600160201b820481166020840152600160401b8204811693830193909352600160601b81048316606083015264ffffffffff600160801b820481166080840152600160a81b82041660a0830152600160d01b900490911660c082015260019091015460e082015292915050565b5f610db2876114c2565b8054600160201b900463ffffffff165f90815260026020908152604080832089845290915281209192508154600160901b900460ff166003811115610df957610df96119b2565b14610e6557805463ffffffff8981169116141580610e285750805463ffffffff888116600160201b9092041614155b15610e5e578154604051630af75f7d60e31b8152600160201b90910463ffffffff166004820152602481018790526044016105cd565b505061127f565b815460405163060128e760e51b815263ffffffff8083166004830152600160201b90920490911660248201527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03169063c0251ce090604401602060405180830381865afa158015610ee0573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610f049190611def565b610f3c578154604051637d4c824960e01b815263ffffffff8083166004830152600160201b90920490911660248201526044016105cd565b8154600160801b900464ffffffffff16421080610f5d5750610f5d826114ec565b15610fa95781546040516312bd40cb60e01b815263ffffffff8a16600482015264ffffffffff600160801b830481166024830152600160a81b90920490911660448201526064016105cd565b8154600160601b900463ffffffff165f03610fdf5760405163557a619960e01b815263ffffffff891660048201526024016105cd565b81548290600c90610ffc90600160601b900463ffffffff16611efc565b82546101009290920a63ffffffff81810219909316918316021790915582545f9161102f91600160d01b90041642611f1a565b90506040518060a001604052808a63ffffffff1681526020018963ffffffff1681526020014264ffffffffff1681526020018264ffffffffff16815260200160016003811115611081576110816119b2565b90528354600160201b9081900463ffffffff9081165f9081526002602090815260408083208d8452825291829020855181549287015193870151606088015191861667ffffffffffffffff1990941693909317939094169094029190911771ffffffffffffffffffff00000000000000001916600160401b64ffffffffff9283160264ffffffffff60681b191617600160681b919092160217808255608083015190829060ff60901b1916600160901b836003811115611143576111436119b2565b0217905550508354604080518a815263ffffffff8c81166020830152600160401b840481168284015264ffffffffff8616606083015291518d83169450600160201b840483169392909216917f64fd75cc83a1d3cc7a04898ab4b42481499c4612fc1fa11ca9a0e0a039af51279181900360800190a46040805160c081018252845463ffffffff80821683528b81166020840152600160401b9091048116828401528b1660608201526080810189905264ffffffffff881660a08201529051630aabe3d360e41b81526001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000169163aabe3d309161124e919089908990600401611f55565b5f604051808303815f87803b158015611265575f5ffd5b505af1158015611277573d5f5f3e3d5ffd5b505050505050505b505050505050565b60405163797f98c160e01b81526001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000169063797f98c1906112d89084906002903390600401611fc9565b602060405180830381865afa1580156112f3573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906113179190611def565b61134257604051631dae5d5b60e21b815263ffffffff821660048201523360248201526044016105cd565b50565b63ffffffff83165f908152600360209081526040808320858452909152812054828103611375575f9150506113ca565b80156113a357604051630af75f7d60e31b815263ffffffff86166004820152602481018590526044016105cd565b505063ffffffff83165f908152600360209081526040808320858452909152902081905560015b9392505050565b63ffffffff83165f908152600260209081526040808320858452909152902060018154600160901b900460ff16600381111561140f5761140f6119b2565b1461143e57805460405163820e62d360e01b81526105cd9186918691600160901b900460ff1690600401612005565b8054600160681b900464ffffffffff164210611492578054604051632c2cfb9d60e01b815263ffffffff8616600482015260248101859052600160681b90910464ffffffffff1660448201526064016105cd565b80548290829060ff60901b1916600160901b8360038111156114b6576114b66119b2565b02179055509392505050565b5f6114cc82611780565b80549091506114e790600160201b900463ffffffff16611287565b919050565b80545f90600160a81b900464ffffffffff161580159061042157505054600160a81b900464ffffffffff1642101590565b306001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001614806115a357507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03166115975f5160206120595f395f51905f52546001600160a01b031690565b6001600160a01b031614155b156115c15760405163703e46dd60e11b815260040160405180910390fd5b565b7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316632b20e3976040518163ffffffff1660e01b8152600401602060405180830381865afa15801561161f573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906116439190612026565b6001600160a01b0316336001600160a01b031614611342576040516353ac4f0760e01b81523360048201526024016105cd565b816001600160a01b03166352d1902d6040518163ffffffff1660e01b8152600401602060405180830381865afa9250505080156116d0575060408051601f3d908101601f191682019092526116cd91810190612041565b60015b6116f857604051634c9c8ce360e01b81526001600160a01b03831660048201526024016105cd565b5f5160206120595f395f51905f52811461172857604051632a87526960e21b8152600481018290526024016105cd565b61173283836117c9565b505050565b306001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016146115c15760405163703e46dd60e11b815260040160405180910390fd5b63ffffffff8082165f90815260016020526040812080549092600160201b9091041690036114e757604051634e8c7c8760e01b815263ffffffff831660048201526024016105cd565b6117d28261181e565b6040516001600160a01b038316907fbc7cd75a20ee27fd9adebab32041f755214dbc6bffa90cc0225b39da2e5c2d3b905f90a2805115611816576117328282611881565b610710611921565b806001600160a01b03163b5f0361185357604051634c9c8ce360e01b81526001600160a01b03821660048201526024016105cd565b5f5160206120595f395f51905f5280546001600160a01b0319166001600160a01b0392909216919091179055565b60605f61188e8484611940565b90508080156118af57505f3d11806118af57505f846001600160a01b03163b115b156118c4576118bc611953565b915050610421565b80156118ee57604051639996b31560e01b81526001600160a01b03851660048201526024016105cd565b3d15611901576118fc61196c565b61191a565b60405163d6bda27560e01b815260040160405180910390fd5b5092915050565b34156115c15760405163b398979f60e01b815260040160405180910390fd5b5f5f5f835160208501865af49392505050565b6040513d81523d5f602083013e3d602001810160405290565b6040513d5f823e3d81fd5b803563ffffffff811681146114e7575f5ffd5b5f5f6040838503121561199b575f5ffd5b6119a483611977565b946020939093013593505050565b634e487b7160e01b5f52602160045260245ffd5b600481106119d6576119d66119b2565b9052565b5f60a08201905063ffffffff835116825263ffffffff602084015116602083015264ffffffffff604084015116604083015264ffffffffff6060840151166060830152608083015161191a60808401826119c6565b5f5f5f60608486031215611a41575f5ffd5b611a4a84611977565b95602085013595506040909401359392505050565b5f5f5f60608486031215611a71575f5ffd5b611a7a84611977565b9250602084013591506040840135600381900b8114611a97575f5ffd5b809150509250925092565b5f60208284031215611ab2575f5ffd5b6113ca82611977565b6001600160a01b0381168114611342575f5ffd5b634e487b7160e01b5f52604160045260245ffd5b5f5f60408385031215611af4575f5ffd5b8235611aff81611abb565b9150602083013567ffffffffffffffff811115611b1a575f5ffd5b8301601f81018513611b2a575f5ffd5b803567ffffffffffffffff811115611b4457611b44611acf565b604051601f8201601f19908116603f0116810167ffffffffffffffff81118282101715611b7357611b73611acf565b604052818152828201602001871015611b8a575f5ffd5b816020840160208301375f602083830101528093505050509250929050565b602081525f82518060208401528060208501604085015e5f604082850101526040601f19601f83011684010191505092915050565b5f5f5f5f848603610120811215611bf3575f5ffd5b611bfc86611977565b9450611c0a60208701611977565b93506040860135925060c0605f1982011215611c24575f5ffd5b509295919450926060019150565b5f6101008201905063ffffffff835116825263ffffffff602084015116602083015263ffffffff60408401511660408301526060830151611c7b606084018263ffffffff169052565b506080830151611c94608084018264ffffffffff169052565b5060a0830151611cad60a084018264ffffffffff169052565b5060c0830151611cc560c084018263ffffffff169052565b5060e092830151919092015290565b803564ffffffffff811681146114e7575f5ffd5b5f5f5f5f5f5f60a08789031215611cfd575f5ffd5b611d0687611977565b9550611d1460208801611977565b945060408701359350611d2960608801611cd4565b9250608087013567ffffffffffffffff811115611d44575f5ffd5b8701601f81018913611d54575f5ffd5b803567ffffffffffffffff811115611d6a575f5ffd5b896020828401011115611d7b575f5ffd5b60208201935080925050509295509295509295565b634e487b7160e01b5f52601160045260245ffd5b8082018281125f831280158216821582161715611dc357611dc3611d90565b505092915050565b5f63ffffffff821663ffffffff8103611de657611de6611d90565b60010192915050565b5f60208284031215611dff575f5ffd5b815180151581146113ca575f5ffd5b5f60208284031215611e1e575f5ffd5b6113ca82611cd4565b63ffffffff611e3582611977565b16825263ffffffff611e4960208301611977565b16602083015264ffffffffff611e6160408301611cd4565b16604083015264ffffffffff611e7960608301611cd4565b16606083015263ffffffff611e9060808301611977565b16608083015260a090810135910152565b60c081016104218284611e27565b6101008082526005908201526437b33332b960d91b61012082015263ffffffff8316602082015261014081016113ca6040830184611e27565b82815260e081016113ca6020830184611e27565b5f63ffffffff821680611f1157611f11611d90565b5f190192915050565b8082018082111561042157610421611d90565b81835281816020850137505f828201602090810191909152601f909101601f19169091010190565b63ffffffff845116815263ffffffff602085015116602082015263ffffffff604085015116604082015263ffffffff60608501511660608201526080840151608082015264ffffffffff60a08501511660a082015260e060c08201525f611fc060e083018486611f2d565b95945050505050565b63ffffffff841681526060810160038410611fe657611fe66119b2565b60208201939093526001600160a01b0391909116604090910152919050565b63ffffffff841681526020810183905260608101610cd360408301846119c6565b5f60208284031215612036575f5ffd5b81516113ca81611abb565b5f60208284031215612051575f5ffd5b505191905056fe360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbca164736f6c6343000825000a',
  /** [start, length] in bytes of the places that immutables fill. */
  immutables: [[249,32],[661,32],[818,32],[2153,32],[2300,32],[3731,32],[4630,32],[4766,32],[5416,32],[5457,32],[5573,32],[5954,32]],
} as const
