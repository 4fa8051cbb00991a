// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IMembers} from "../../src/IMembers.sol";
import {IEarnRules} from "../../src/loyalty/IEarnRules.sol";
import {IPoints} from "../../src/loyalty/IPoints.sol";
import {Ledger} from "../support/Ledger.sol";
import {vm} from "../support/Vm.sol";

contract PointsTest is Ledger {
    uint256 internal constant BOUGHT = NOW - 1 days;

    function setUp() public override {
        super.setUp();
        publishAndOpen(plainRule(1_000));
        enrol(3);
    }

    function earn(bytes32 ref, bytes memory packed) internal {
        vm.prank(MERCHANT_KEY);
        points.earnBatch(programme, merchant, ref, packed);
    }

    // enrol

    function test_enrol_numbersHoldersFromOne() public view {
        for (uint32 holder = 1; holder <= 3; ++holder) {
            same(points.holderOf(programme, accountOfHolder(holder)), holder);
            same(points.accountOf(programme, holder), accountOfHolder(holder));
        }
        same(points.holderOf(programme, STRANGER), 0);
        same(points.accountOf(programme, 4), address(0));
        same(points.totalsOf(programme).holders, 3);
    }

    function test_enrol_passesOverHoldersAndEmitsTheNewOnes() public {
        address[] memory accounts = new address[](4);
        accounts[0] = accountOfHolder(2);
        accounts[1] = address(0xB001);
        accounts[2] = address(0xB001);
        accounts[3] = address(0xB002);
        address[] memory added = new address[](2);
        added[0] = address(0xB001);
        added[1] = address(0xB002);
        vm.expectEmit(address(points));
        emit IPoints.Enrolled(programme, "more", 4, added);
        vm.prank(MERCHANT_KEY);
        points.enrol(programme, merchant, "more", accounts);
        same(points.holderOf(programme, address(0xB002)), 5);
        same(points.holderOf(programme, accountOfHolder(2)), 2);
    }

    function test_enrol_emitsNothingWhenAllAreHolders() public {
        address[] memory accounts = new address[](2);
        accounts[0] = accountOfHolder(3);
        accounts[1] = accountOfHolder(1);
        vm.recordLogs();
        vm.prank(MERCHANT_KEY);
        points.enrol(programme, merchant, "known", accounts);
        same(vm.getRecordedLogs().length, 0);
        same(points.totalsOf(programme).holders, 3);
    }

    function test_enrol_changesNothingWhenRepeated() public {
        vm.recordLogs();
        enrol(3);
        same(vm.getRecordedLogs().length, 0);
        same(points.totalsOf(programme).holders, 3);
    }

    function test_enrol_revertsWhenReferenceWasUsedForOthers() public {
        vm.expectRevert(
            abi.encodeWithSelector(IPoints.ReferenceTaken.selector, programme, merchant, bytes32("enrolment"))
        );
        vm.prank(MERCHANT_KEY);
        points.enrol(programme, merchant, "enrolment", new address[](1));
    }

    function test_enrol_isOpenToTheOperator() public {
        address[] memory accounts = new address[](1);
        accounts[0] = address(0xB001);
        vm.prank(OPERATOR_KEY);
        points.enrol(programme, operator, "enrolment", accounts);
        same(points.holderOf(programme, address(0xB001)), 4);
    }

    function test_enrol_revertsWhenMemberDoesNotTakePart() public {
        vm.prank(OTHER_KEY);
        vm.expectRevert(abi.encodeWithSelector(IPoints.NotEarning.selector, programme, other));
        points.enrol(programme, other, "x", new address[](1));
    }

    function test_enrol_revertsWhenCallerHoldsNoLoyaltyKey() public {
        vm.prank(STRANGER);
        vm.expectRevert(abi.encodeWithSelector(IPoints.NotLoyaltyKey.selector, merchant, STRANGER));
        points.enrol(programme, merchant, "x", new address[](1));
    }

    function test_enrol_revertsWhenAccountIsZero() public {
        vm.prank(MERCHANT_KEY);
        vm.expectRevert(abi.encodeWithSelector(IPoints.InvalidAccount.selector, address(0)));
        points.enrol(programme, merchant, "x", new address[](1));
    }

    // earnBatch

    function test_earnBatch_creditsAndEmitsOnce() public {
        bytes memory packed = bytes.concat(
            item(1, 7, 1_999, BOUGHT), item(2, 300, 50, BOUGHT), item(1, 8, 500, BOUGHT), item(3, 9, 700, 999)
        );
        bytes memory results = abi.encodePacked(
            uint32(19), uint16(1), uint32(0), uint16(1), uint32(5), uint16(1), uint32(0), uint16(0)
        );
        vm.expectEmit(address(points));
        emit IPoints.EarnedBatch(programme, merchant, "batch", 7, 9, 0, 24, results);
        earn("batch", packed);
        same(points.balanceOf(programme, 1), 24);
        same(points.balanceOf(programme, 2), 0);
        same(points.balanceOf(programme, 3), 0);
        yes(points.hasEarned(programme, merchant, 300));
        no(points.hasEarned(programme, merchant, 301));
        same(points.appliedUnder(programme, merchant, "batch"), keccak256(packed));
        IPoints.Totals memory totals = points.totalsOf(programme);
        same(totals.issued, 24);
        same(totals.outstanding, 24);
        same(totals.lapsed, 0);
    }

    function test_earnBatch_changesNothingWhenRepeated() public {
        earn("batch", item(1, 1, 500, BOUGHT));
        vm.recordLogs();
        earn("batch", item(1, 1, 500, BOUGHT));
        same(vm.getRecordedLogs().length, 0);
        same(points.balanceOf(programme, 1), 5);
    }

    function test_earnBatch_revertsWhenReferenceWasUsedForOtherPurchases() public {
        earn("batch", item(1, 1, 500, BOUGHT));
        vm.expectRevert(
            abi.encodeWithSelector(IPoints.ReferenceTaken.selector, programme, merchant, bytes32("batch"))
        );
        earn("batch", item(1, 2, 500, BOUGHT));
    }

    function test_earnBatch_revertsWhenAPurchaseEarnsAgain() public {
        earn("batch", item(1, 1, 500, BOUGHT));
        vm.expectRevert(abi.encodeWithSelector(IPoints.AlreadyEarned.selector, programme, merchant, 1));
        earn("another", item(2, 1, 700, BOUGHT));
    }

    function test_earnBatch_revertsWhenAPurchaseIsTwiceInABatch() public {
        bytes memory packed =
            bytes.concat(item(1, 1, 500, BOUGHT), item(1, 1_000, 500, BOUGHT), item(1, 1, 500, BOUGHT));
        vm.expectRevert(abi.encodeWithSelector(IPoints.AlreadyEarned.selector, programme, merchant, 1));
        earn("batch", packed);
        same(points.balanceOf(programme, 1), 0);
    }

    function test_earnBatch_keepsMerchantsPurchaseNumbersApart() public {
        vm.prank(OPERATOR_KEY);
        programmes.setMerchant(programme, other, true);
        vm.startPrank(OTHER_KEY);
        rules.publish(programme, other, plainRule(1_000));
        rules.open(programme, other);
        points.earnBatch(programme, other, "batch", item(1, 1, 500, BOUGHT));
        vm.stopPrank();
        earn("batch", item(1, 1, 500, BOUGHT));
        same(points.balanceOf(programme, 1), 10);
    }

    function test_earnBatch_revertsWhenHolderIsUnknown() public {
        vm.expectRevert(abi.encodeWithSelector(IPoints.UnknownHolder.selector, programme, 0));
        earn("batch", item(0, 1, 500, BOUGHT));
        vm.expectRevert(abi.encodeWithSelector(IPoints.UnknownHolder.selector, programme, 4));
        earn("batch", item(4, 1, 500, BOUGHT));
    }

    function test_earnBatch_revertsWhenPurchaseIsInFuture() public {
        vm.expectRevert(abi.encodeWithSelector(IPoints.PurchaseInFuture.selector, merchant, 1, uint40(NOW + 1)));
        earn("batch", item(1, 1, 500, NOW + 1));
        earn("batch", item(1, 1, 500, NOW));
    }

    function test_earnBatch_revertsWhenALaterPurchaseOfTheBatchIsInFuture() public {
        bytes memory packed = bytes.concat(item(1, 1, 500, NOW), item(1, 2, 500, NOW + 1));
        vm.expectRevert(abi.encodeWithSelector(IPoints.PurchaseInFuture.selector, merchant, 2, uint40(NOW + 1)));
        earn("batch", packed);
    }

    function test_earnBatch_revertsWhenMalformed() public {
        vm.expectRevert(abi.encodeWithSelector(IPoints.MalformedBatch.selector, 0));
        earn("batch", "");
        vm.expectRevert(abi.encodeWithSelector(IPoints.MalformedBatch.selector, 20));
        earn("batch", bytes.concat(item(1, 1, 500, BOUGHT), hex"00"));
    }

    function test_earnBatch_revertsWhenRulesAreNotOpen() public {
        vm.prank(OPERATOR_KEY);
        programmes.setMerchant(programme, other, true);
        vm.startPrank(OTHER_KEY);
        rules.publish(programme, other, plainRule(1_000));
        vm.expectRevert(abi.encodeWithSelector(IPoints.NotEarning.selector, programme, other));
        points.earnBatch(programme, other, "batch", item(1, 1, 500, BOUGHT));
    }

    function test_earnBatch_revertsWhenMerchantNoLongerTakesPart() public {
        vm.prank(OPERATOR_KEY);
        programmes.setMerchant(programme, merchant, false);
        vm.expectRevert(abi.encodeWithSelector(IPoints.NotEarning.selector, programme, merchant));
        earn("batch", item(1, 1, 500, BOUGHT));
    }

    function test_earnBatch_revertsWhenCallerHoldsNoLoyaltyKey() public {
        vm.prank(OPERATOR_KEY);
        vm.expectRevert(abi.encodeWithSelector(IPoints.NotLoyaltyKey.selector, merchant, OPERATOR_KEY));
        points.earnBatch(programme, merchant, "batch", item(1, 1, 500, BOUGHT));
    }

    function test_earnBatch_revertsWhenMerchantIsSuspended() public {
        vm.prank(REGISTRAR);
        members.setState(merchant, IMembers.State.Suspended);
        vm.expectRevert(abi.encodeWithSelector(IPoints.NotLoyaltyKey.selector, merchant, MERCHANT_KEY));
        earn("batch", item(1, 1, 500, BOUGHT));
    }

    function test_earnBatch_usesTheRuleInForceAtThePurchase() public {
        IEarnRules.Rule memory double = plainRule(NOW + 10);
        double.pointsNumerator = 2;
        vm.prank(MERCHANT_KEY);
        rules.publish(programme, merchant, double);
        vm.warp(NOW + 20);
        bytes memory packed = bytes.concat(
            item(1, 1, 500, NOW + 10), item(2, 2, 500, NOW + 9), item(1, 3, 500, NOW + 20), item(2, 4, 500, 1)
        );
        bytes memory results = abi.encodePacked(
            uint32(10), uint16(2), uint32(5), uint16(1), uint32(10), uint16(2), uint32(0), uint16(0)
        );
        vm.expectEmit(address(points));
        emit IPoints.EarnedBatch(programme, merchant, "batch", 1, 4, 0, 25, results);
        earn("batch", packed);
        same(points.balanceOf(programme, 1), 20);
        same(points.balanceOf(programme, 2), 5);
    }

    // lapsing

    function test_balanceOf_lapsesOldestFirst() public {
        earn("a", item(1, 1, 500, BOUGHT));
        vm.warp(NOW + EPOCH);
        earn("b", item(1, 2, 700, BOUGHT));
        same(points.balanceOf(programme, 1), 12);
        vm.warp(NOW + uint256(LIFETIME) * EPOCH - 1);
        same(points.balanceOf(programme, 1), 12);
        vm.warp(NOW + uint256(LIFETIME) * EPOCH);
        same(points.balanceOf(programme, 1), 7);
        IPoints.Totals memory totals = points.totalsOf(programme);
        same(totals.issued, 12);
        same(totals.outstanding, 7);
        same(totals.lapsed, 5);
        earn("c", item(1, 3, 100, BOUGHT));
        same(points.balanceOf(programme, 1), 8);
        vm.warp(NOW + 100 * uint256(EPOCH));
        same(points.balanceOf(programme, 1), 0);
        same(points.totalsOf(programme).lapsed, 13);
    }

    function test_bucketsOf_listsEpochsWithTheirEnd() public {
        earn("a", item(1, 1, 500, BOUGHT));
        vm.warp(NOW + 2 * uint256(EPOCH));
        earn("b", item(1, 2, 700, BOUGHT));
        IPoints.Bucket[] memory buckets = points.bucketsOf(programme, 1);
        same(buckets.length, 2);
        same(buckets[0].epoch, 0);
        same(buckets[0].points, 5);
        same(buckets[0].lapsesAt, NOW + uint256(LIFETIME) * EPOCH);
        same(buckets[1].epoch, 2);
        same(buckets[1].points, 7);
        same(buckets[1].lapsesAt, NOW + (2 + uint256(LIFETIME)) * EPOCH);
        same(points.bucketsOf(programme, 2).length, 0);
    }

    /// An amount that does not fit into 32 bits is neither cut nor capped, and lapses as a whole.
    function test_balanceOf_holdsMoreThanABucket() public {
        vm.prank(OPERATOR_KEY);
        programmes.setMerchant(programme, other, true);
        vm.startPrank(OTHER_KEY);
        rules.publish(programme, other, IEarnRules.Rule(1, 1, 0, type(uint32).max, 1_000, 0));
        rules.open(programme, other);
        for (uint32 n; n < 5; ++n) {
            points.earnBatch(programme, other, bytes32(uint256(n + 1)), item(1, n, type(uint48).max, BOUGHT));
        }
        uint256 expected = 5 * uint256(type(uint32).max);
        same(points.balanceOf(programme, 1), expected);
        same(points.bucketsOf(programme, 1)[0].points, expected);
        same(points.totalsOf(programme).outstanding, expected);
        vm.warp(NOW + EPOCH);
        points.earnBatch(programme, other, "later", item(1, 99, 3, BOUGHT));
        same(points.balanceOf(programme, 1), expected + 3);
        vm.warp(NOW + uint256(LIFETIME) * EPOCH);
        same(points.balanceOf(programme, 1), 3);
        same(points.totalsOf(programme).lapsed, expected);
    }

    /// The contract credits exactly what the rules answer for each purchase, whatever the order of times.
    function testFuzz_earnBatch_creditsWhatTheRulesSay(uint32[6] memory amounts, uint16[6] memory times) public {
        vm.prank(OPERATOR_KEY);
        programmes.setMerchant(programme, other, true);
        vm.startPrank(OTHER_KEY);
        for (uint32 version; version < 4; ++version) {
            IEarnRules.Rule memory rule = IEarnRules.Rule(version + 1, 7, 50, 90_000, 5_000 + 10_000 * version, 0);
            if (version % 2 == 1) rule.endsAt = rule.startsAt + 4_000;
            rules.publish(programme, other, rule);
        }
        rules.open(programme, other);
        bytes memory packed;
        bytes memory results;
        uint256 total;
        for (uint32 i; i < amounts.length; ++i) {
            packed = bytes.concat(packed, item(1 + i % 3, i, amounts[i], times[i]));
            (uint32 earned, uint16 version) = rules.pointsFor(programme, other, amounts[i], times[i]);
            results = abi.encodePacked(results, earned, version);
            total += earned;
        }
        vm.expectEmit(address(points));
        emit IPoints.EarnedBatch(programme, other, "batch", 0, 5, 0, total, results);
        points.earnBatch(programme, other, "batch", packed);
        same(
            points.balanceOf(programme, 1) + points.balanceOf(programme, 2) + points.balanceOf(programme, 3), total
        );
    }
}
