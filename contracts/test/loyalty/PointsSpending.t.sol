// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IEarnRules} from "../../src/loyalty/IEarnRules.sol";
import {IPoints} from "../../src/loyalty/IPoints.sol";
import {SpendingHolders} from "../support/SpendingHolders.sol";
import {vm} from "../support/Vm.sol";

contract PointsSpendingTest is SpendingHolders {
    uint32 internal purchases;

    /// Holder 1 has 5 points of epoch 0, 7 of epoch 1 and 9 of epoch 2; epoch 2 runs.
    function setUp() public override {
        super.setUp();
        publishAndOpen(plainRule(1_000));
        enrol(2);
        earn(1, 500);
        vm.warp(NOW + EPOCH);
        earn(1, 700);
        vm.warp(NOW + 2 * uint256(EPOCH));
        earn(1, 900);
    }

    function earn(uint32 holder, uint48 amount) internal {
        vm.prank(MERCHANT_KEY);
        points.earnBatch(programme, merchant, bytes32(uint256(++purchases)), item(holder, purchases, amount, NOW));
    }

    function spendRefused(IPoints.Spending memory spending, bytes memory signature, bytes memory reason) internal {
        vm.expectRevert(reason);
        points.spend(spending, signature);
    }

    function bucket(uint256 index) internal view returns (uint32 epoch, uint256 amount) {
        IPoints.Bucket memory found = points.bucketsOf(programme, 1)[index];
        return (found.epoch, found.points);
    }

    function test_spend_takesTheOldestFirst() public {
        vm.expectEmit(address(points));
        emit IPoints.Spent(programme, 1, "r", address(this), 7, 8);
        spendAs(1, spendingOf(1, 8, 7, "r"));
        same(points.balanceOf(programme, 1), 13);
        (uint32 epoch, uint256 left) = bucket(0);
        same(epoch, 1);
        same(left, 4);
        (epoch, left) = bucket(1);
        same(epoch, 2);
        same(left, 9);
        IPoints.Totals memory totals = points.totalsOf(programme);
        same(totals.issued, 21);
        same(totals.outstanding, 13);
        same(totals.removed, 8);
        same(totals.lapsed, 0);
        (address spender, uint32 amount, uint32 purpose, bool returned) = points.spendingOf(programme, 1, "r");
        same(spender, address(this));
        same(amount, 8);
        same(purpose, 7);
        no(returned);
    }

    function test_spend_takesAllThereIs() public {
        spendAs(1, spendingOf(1, 21, 7, "r"));
        same(points.balanceOf(programme, 1), 0);
        same(points.bucketsOf(programme, 1).length, 0);
        earn(1, 300);
        same(points.balanceOf(programme, 1), 3);
    }

    function test_spend_leavesAloneWhatLapsed() public {
        vm.warp(NOW + 3 * uint256(EPOCH));
        IPoints.Spending memory spending = spendingOf(1, 17, 7, "r");
        bytes memory signature = signatureOf(1, address(this), spending);
        spendRefused(
            spending, signature, abi.encodeWithSelector(IPoints.InsufficientPoints.selector, programme, 1, 16, 17)
        );
        spendAs(1, spendingOf(1, 16, 7, "r"));
        IPoints.Totals memory totals = points.totalsOf(programme);
        same(totals.outstanding, 0);
        same(totals.lapsed, 5);
        same(totals.removed, 16);
    }

    function test_spend_changesNothingWhenRepeated() public {
        IPoints.Spending memory spending = spendingOf(1, 8, 7, "r");
        spendAs(1, spending);
        vm.warp(vm.getBlockTimestamp() + 1 days);
        vm.recordLogs();
        points.spend(spending, "");
        same(vm.getRecordedLogs().length, 0);
        same(points.balanceOf(programme, 1), 13);
    }

    function test_spend_revertsWhenReferenceWasUsedForSomethingElse() public {
        spendAs(1, spendingOf(1, 8, 7, "r"));
        bytes memory taken = abi.encodeWithSelector(IPoints.ReferenceTaken.selector, programme, 1, bytes32("r"));
        spendRefused(spendingOf(1, 9, 7, "r"), "", taken);
        spendRefused(spendingOf(1, 8, 6, "r"), "", taken);
        vm.prank(STRANGER);
        spendRefused(spendingOf(1, 8, 7, "r"), "", taken);
    }

    function test_spend_keepsHoldersReferencesApart() public {
        earn(2, 800);
        spendAs(1, spendingOf(1, 8, 7, "r"));
        spendAs(2, spendingOf(2, 8, 7, "r"));
        same(points.balanceOf(programme, 1), 13);
        same(points.balanceOf(programme, 2), 0);
    }

    function test_spend_revertsWithoutTheHoldersSignature() public {
        IPoints.Spending memory spending = spendingOf(1, 8, 7, "r");
        bytes memory wrong = abi.encodeWithSelector(IPoints.WrongSignature.selector, accountOfHolder(1));
        spendRefused(spending, signatureOf(2, address(this), spending), wrong);
        spendRefused(spending, signatureOf(1, STRANGER, spending), wrong);
        spendRefused(spending, "", wrong);
        bytes memory other = signatureOf(1, address(this), spendingOf(1, 9, 7, "r"));
        spendRefused(spending, other, wrong);
    }

    function test_spend_revertsOnAnotherNetwork() public {
        IPoints.Spending memory spending = spendingOf(1, 8, 7, "r");
        bytes memory signature = signatureOf(1, address(this), spending);
        vm.chainId(4242);
        spendRefused(
            spending, signature, abi.encodeWithSelector(IPoints.WrongSignature.selector, accountOfHolder(1))
        );
    }

    function test_spend_revertsWhenTooLate() public {
        IPoints.Spending memory spending = spendingOf(1, 8, 7, "r");
        bytes memory signature = signatureOf(1, address(this), spending);
        vm.warp(spending.deadline + 1);
        spendRefused(
            spending,
            signature,
            abi.encodeWithSelector(IPoints.SpendingExpired.selector, spending.deadline, uint256(spending.deadline) + 1)
        );
        vm.warp(spending.deadline);
        points.spend(spending, signature);
    }

    function test_spend_revertsForNothingAndForNobody() public {
        IPoints.Spending memory nothing = spendingOf(1, 0, 7, "r");
        spendRefused(nothing, "", abi.encodeWithSelector(IPoints.NothingToSpend.selector));
        spendRefused(
            spendingOf(9, 1, 7, "r"), "", abi.encodeWithSelector(IPoints.UnknownHolder.selector, programme, 9)
        );
    }

    function test_restore_givesBackToTheEpochsTheyCameFrom() public {
        spendAs(1, spendingOf(1, 8, 7, "r"));
        vm.expectEmit(address(points));
        emit IPoints.Restored(programme, 1, "r", 8, 0);
        points.restore(programme, 1, "r");
        (uint32 epoch, uint256 amount) = bucket(0);
        same(epoch, 0);
        same(amount, 5);
        (epoch, amount) = bucket(1);
        same(epoch, 1);
        same(amount, 7);
        same(points.totalsOf(programme).removed, 0);
        same(points.totalsOf(programme).outstanding, 21);
        (,,, bool returned) = points.spendingOf(programme, 1, "r");
        yes(returned);
    }

    function test_restore_letsLapseWhatLapsedMeanwhile() public {
        spendAs(1, spendingOf(1, 8, 7, "r"));
        vm.warp(NOW + 3 * uint256(EPOCH));
        vm.expectEmit(address(points));
        emit IPoints.Restored(programme, 1, "r", 3, 5);
        points.restore(programme, 1, "r");
        same(points.balanceOf(programme, 1), 16);
        IPoints.Totals memory totals = points.totalsOf(programme);
        same(totals.removed, 0);
        same(totals.lapsed, 5);
    }

    function test_restore_longAfterGivesNothingBack() public {
        spendAs(1, spendingOf(1, 8, 7, "r"));
        vm.warp(NOW + 90 * uint256(EPOCH));
        points.restore(programme, 1, "r");
        same(points.balanceOf(programme, 1), 0);
        same(points.totalsOf(programme).lapsed, 21);
    }

    function test_restore_changesNothingWhenRepeated() public {
        spendAs(1, spendingOf(1, 8, 7, "r"));
        points.restore(programme, 1, "r");
        vm.recordLogs();
        points.restore(programme, 1, "r");
        points.spend(spendingOf(1, 8, 7, "r"), "");
        same(vm.getRecordedLogs().length, 0);
        same(points.balanceOf(programme, 1), 21);
    }

    function test_restore_revertsForAnybodyElse() public {
        spendAs(1, spendingOf(1, 8, 7, "r"));
        vm.prank(STRANGER);
        vm.expectRevert(abi.encodeWithSelector(IPoints.NotSpender.selector, programme, 1, bytes32("r"), STRANGER));
        points.restore(programme, 1, "r");
        vm.expectRevert(abi.encodeWithSelector(IPoints.NotSpender.selector, programme, 1, bytes32("x"), address(this)));
        points.restore(programme, 1, "x");
    }

    /// Taking from an amount above 2^32 - 1, and giving back to it, keeps its carry right.
    function test_spend_fromMoreThanABucket() public {
        vm.prank(OPERATOR_KEY);
        programmes.setMerchant(programme, other, true);
        vm.startPrank(OTHER_KEY);
        rules.publish(programme, other, IEarnRules.Rule(1, 1, 0, type(uint32).max, 1_000, 0));
        rules.open(programme, other);
        for (uint32 n; n < 3; ++n) {
            points.earnBatch(programme, other, bytes32(uint256(n + 1)), item(2, n, type(uint48).max, NOW));
        }
        vm.stopPrank();
        uint256 all = 3 * uint256(type(uint32).max);
        spendAs(2, spendingOf(2, type(uint32).max, 7, "a"));
        same(points.balanceOf(programme, 2), all - type(uint32).max);
        spendAs(2, spendingOf(2, type(uint32).max, 7, "b"));
        spendAs(2, spendingOf(2, type(uint32).max - 1, 7, "c"));
        same(points.balanceOf(programme, 2), 1);
        points.restore(programme, 2, "a");
        points.restore(programme, 2, "b");
        points.restore(programme, 2, "c");
        same(points.balanceOf(programme, 2), all);
        same(points.bucketsOf(programme, 2)[0].points, all);
    }
}
