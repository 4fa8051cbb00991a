// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title A holder's points of one programme by the epoch in which they were credited, in one storage word
/// @notice Layout from the lowest bit: seven amounts of 32 bits, that of the newest epoch first, each further one an
/// epoch older; 24 bits with the number of the newest epoch; 7 bits, one per amount, that say whether the amount has a
/// carry; 1 bit unused. An amount above 2^32 - 1 keeps its lower 32 bits here, and how often 2^32 fits into it in the
/// holder's carry of that epoch.
/// @dev The idea of epochs instead of lots is that of ERC-7818; the packing is our own. Ageing is a shift, so that the
/// cost does not depend on how often a holder earned or on how long ago that was.
library PointBuckets {
    uint256 internal constant BUCKETS = 7;
    uint256 private constant BITS = 32;
    uint256 private constant AMOUNT = 0xffffffff;
    uint256 private constant AMOUNTS = (1 << 224) - 1;
    uint256 private constant EPOCH_AT = 224;
    uint256 private constant EPOCH = 0xffffff;
    uint256 private constant FLAGS_AT = 248;
    uint256 private constant FLAGS = 0x7f;

    /// @notice The word as it stands in `epoch`: amounts `lifetime` epochs old or older are gone.
    /// @param word The stored word, 0 for a new holder
    /// @param epoch The present epoch, not before the word's newest and below 2^24
    /// @param lifetime For how many epochs points are valid, 1 to 7
    function advance(uint256 word, uint256 epoch, uint256 lifetime) internal pure returns (uint256) {
        unchecked {
            uint256 newest = (word >> EPOCH_AT) & EPOCH;
            if (newest == epoch) return word;
            uint256 passed = epoch - newest;
            if (passed >= lifetime) return epoch << EPOCH_AT;
            uint256 amounts = ((word & AMOUNTS) << (BITS * passed)) & ((1 << (BITS * lifetime)) - 1);
            uint256 flags = ((word >> FLAGS_AT) << passed) & ((1 << lifetime) - 1);
            return amounts | (epoch << EPOCH_AT) | (flags << FLAGS_AT);
        }
    }

    /// @notice Adds points to the newest epoch.
    /// @param amount At most 2^32 - 1
    /// @return The new word
    /// @return carry True if the amount passed 2^32: the caller adds 1 to the carry of the newest epoch
    function add(uint256 word, uint256 amount) internal pure returns (uint256, bool carry) {
        unchecked {
            uint256 sum = (word & AMOUNT) + amount;
            if (sum <= AMOUNT) return (word + amount, false);
            return ((word & ~AMOUNT) | (sum & AMOUNT) | (1 << FLAGS_AT), true);
        }
    }

    /// @notice The lower 32 bits of the amount that is `age` epochs old, and whether a carry belongs to it.
    function amountAt(uint256 word, uint256 age) internal pure returns (uint256 amount, bool hasCarry) {
        unchecked {
            amount = (word >> (BITS * age)) & AMOUNT;
            hasCarry = (word >> (FLAGS_AT + age)) & 1 != 0;
        }
    }

    /// @notice The word with another amount of `age` epochs ago; its carry, amount >> 32, is kept by the caller.
    function withAmount(uint256 word, uint256 age, uint256 amount) internal pure returns (uint256) {
        unchecked {
            uint256 others = word & ~(AMOUNT << (BITS * age)) & ~(uint256(1) << (FLAGS_AT + age));
            uint256 flag = amount > AMOUNT ? uint256(1) << (FLAGS_AT + age) : 0;
            return others | ((amount & AMOUNT) << (BITS * age)) | flag;
        }
    }
}
