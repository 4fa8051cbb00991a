// Written by scripts/generate.ts from the compiled contracts. Do not edit.

import { members } from './members.ts'
import { journalAnchors } from './journal-anchors.ts'
import { programmes } from './programmes.ts'
import { earnRules } from './earn-rules.ts'
import { points } from './points.ts'
import { rewards } from './rewards.ts'
import { consents } from './consents.ts'
import { upgradeableProxy } from './upgradeable-proxy.ts'

export * from './members.ts'
export * from './journal-anchors.ts'
export * from './programmes.ts'
export * from './earn-rules.ts'
export * from './points.ts'
export * from './rewards.ts'
export * from './consents.ts'
export * from './upgradeable-proxy.ts'

/** Every contract by its name, in the order of deployment. */
export const contracts = {
  Members: members,
  JournalAnchors: journalAnchors,
  Programmes: programmes,
  EarnRules: earnRules,
  Points: points,
  Rewards: rewards,
  Consents: consents,
  UpgradeableProxy: upgradeableProxy,
} as const

export type ContractName = keyof typeof contracts

/** Every error that a call to any of the contracts may end with. */
export const errorsAbi = [
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
    "inputs": [],
    "name": "InvalidShortString",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "MalleableSignature",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "NothingToSpend",
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
        "components": [
          {
            "internalType": "uint32",
            "name": "pointsNumerator",
            "type": "uint32"
          },
          {
            "internalType": "uint48",
            "name": "spendUnit",
            "type": "uint48"
          },
          {
            "internalType": "uint48",
            "name": "minimumSpend",
            "type": "uint48"
          },
          {
            "internalType": "uint32",
            "name": "maximumPoints",
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
        "internalType": "struct IEarnRules.Rule",
        "name": "rule",
        "type": "tuple"
      }
    ],
    "name": "InvalidRule",
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
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "WrongSignature",
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
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "NotSuccessor",
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
    "inputs": [
      {
        "internalType": "address",
        "name": "key",
        "type": "address"
      }
    ],
    "name": "InvalidKey",
    "type": "error"
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
        "internalType": "bytes3",
        "name": "currency",
        "type": "bytes3"
      }
    ],
    "name": "InvalidCurrency",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "consent",
        "type": "bytes32"
      },
      {
        "internalType": "uint32",
        "name": "expected",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "nonce",
        "type": "uint32"
      }
    ],
    "name": "WrongNonce",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "consent",
        "type": "bytes32"
      }
    ],
    "name": "NotGranted",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "consent",
        "type": "bytes32"
      }
    ],
    "name": "StillGranted",
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
    "inputs": [
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
        "internalType": "enum IConsents.State",
        "name": "state",
        "type": "uint8"
      },
      {
        "internalType": "bytes32",
        "name": "consent",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32",
        "name": "content",
        "type": "bytes32"
      }
    ],
    "name": "InvalidDecision",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "enum IConsents.State",
        "name": "state",
        "type": "uint8"
      },
      {
        "internalType": "uint40",
        "name": "validUntil",
        "type": "uint40"
      }
    ],
    "name": "InvalidTerm",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "string",
        "name": "str",
        "type": "string"
      }
    ],
    "name": "StringTooLong",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "blockTime",
        "type": "uint256"
      },
      {
        "internalType": "uint40",
        "name": "startsAt",
        "type": "uint40"
      }
    ],
    "name": "StartInPast",
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
    "name": "InvalidName",
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
        "internalType": "uint256",
        "name": "length",
        "type": "uint256"
      }
    ],
    "name": "MalformedSignature",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint32",
        "name": "epochLength",
        "type": "uint32"
      },
      {
        "internalType": "uint8",
        "name": "lifetimeEpochs",
        "type": "uint8"
      }
    ],
    "name": "InvalidEpochs",
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
      }
    ],
    "name": "UnknownItem",
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
    "name": "NotAdmin",
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
        "name": "member",
        "type": "uint32"
      },
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "NotMemberKey",
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
        "name": "key",
        "type": "address"
      }
    ],
    "name": "KeyInUse",
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
        "internalType": "enum IMembers.State",
        "name": "from",
        "type": "uint8"
      },
      {
        "internalType": "enum IMembers.State",
        "name": "to",
        "type": "uint8"
      }
    ],
    "name": "InvalidState",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint32",
        "name": "member",
        "type": "uint32"
      }
    ],
    "name": "LastAdmin",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint32",
        "name": "member",
        "type": "uint32"
      }
    ],
    "name": "UnknownMember",
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
        "name": "operator",
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
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "NotPublisher",
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
        "name": "programme",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "merchant",
        "type": "uint32"
      }
    ],
    "name": "NothingPublished",
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
    "name": "TooManyVersions",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint32",
        "name": "programme",
        "type": "uint32"
      }
    ],
    "name": "UnknownProgramme",
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
    "name": "DecisionExpired",
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
    "inputs": [
      {
        "internalType": "uint40",
        "name": "latestStart",
        "type": "uint40"
      },
      {
        "internalType": "uint40",
        "name": "startsAt",
        "type": "uint40"
      }
    ],
    "name": "StartNotLater",
    "type": "error"
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
  }
] as const
