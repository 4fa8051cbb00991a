// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {PointBuckets} from "../../src/loyalty/PointBuckets.sol";
import {Ledger} from "../support/Ledger.sol";

/// The packed word against a plain list of amounts by epoch.
contract PointBucketsTest is Ledger {
    using PointBuckets for uint256;

    mapping(uint256 epoch => uint256) internal amounts;
    mapping(uint256 epoch => uint256) internal carries;

    function setUp() public override {}

    function test_advance_ofAnEmptyWordOnlySetsTheEpoch() public pure {
        uint256 word = uint256(0).advance(5, 7);
        (uint256 amount,) = word.amountAt(0);
        same(amount, 0);
        same(word >> 224, 5);
    }

    function test_add_carriesPastTheWordsLimit() public pure {
        (uint256 word, bool carry) = uint256(0).add(type(uint32).max);
        no(carry);
        (word, carry) = word.add(2);
        yes(carry);
        (uint256 amount, bool hasCarry) = word.amountAt(0);
        same(amount, 1);
        yes(hasCarry);
    }

    function test_advance_movesTheCarryMarkAndDropsIt() public pure {
        (uint256 word,) = uint256(0).advance(9, 2).add(type(uint32).max);
        (word,) = word.add(1);
        word = word.advance(10, 2);
        (, bool fresh) = word.amountAt(0);
        (, bool old) = word.amountAt(1);
        no(fresh);
        yes(old);
        word = word.advance(11, 2);
        (, old) = word.amountAt(1);
        no(old);
    }

    function testFuzz_word_agreesWithAList(uint8 lifetimeSeed, uint8[16] memory waits, uint32[16] memory earned) public {
        uint256 lifetime = 1 + lifetimeSeed % 7;
        uint256 epoch;
        uint256 word;
        for (uint256 i; i < waits.length; ++i) {
            epoch += waits[i] % 4;
            bool carry;
            (word, carry) = word.advance(epoch, lifetime).add(earned[i]);
            if (carry) ++carries[epoch];
            amounts[epoch] += earned[i];
            for (uint256 age; age < 7; ++age) {
                (uint256 amount, bool hasCarry) = word.amountAt(age);
                bool live = age < lifetime && age <= epoch;
                if (hasCarry) amount += carries[epoch - age] << 32;
                same(amount, live ? amounts[epoch - age] : 0);
            }
        }
    }

    function testFuzz_advance_afterTheWholeLifetimeLeavesNothing(uint224 held, uint16 wait, uint8 lifetimeSeed)
        public
        pure
    {
        uint256 lifetime = 1 + lifetimeSeed % 7;
        uint256 word = uint256(held).advance(lifetime + wait, lifetime);
        same(word, (lifetime + wait) << 224);
    }

    function testFuzz_withAmount_changesThatAmountAlone(uint256 held, uint8 ageSeed, uint64 amount) public pure {
        uint256 changed = ageSeed % 7;
        uint256 word = held.withAmount(changed, amount);
        same(word >> 255, held >> 255);
        same((word >> 224) & 0xffffff, (held >> 224) & 0xffffff);
        for (uint256 age; age < 7; ++age) {
            (uint256 found, bool hasCarry) = word.amountAt(age);
            (uint256 before, bool hadCarry) = held.amountAt(age);
            same(found, age == changed ? amount & type(uint32).max : before);
            yes(hasCarry == (age == changed ? amount > type(uint32).max : hadCarry));
        }
    }
}
