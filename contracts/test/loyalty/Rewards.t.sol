// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IPoints} from "../../src/loyalty/IPoints.sol";
import {IRewards} from "../../src/loyalty/IRewards.sol";
import {SpendingHolders} from "../support/SpendingHolders.sol";
import {vm} from "../support/Vm.sol";

contract RewardsTest is SpendingHolders {
    uint32 internal constant PRICE = 300;
    uint32 internal reward;

    /// Holders 1 and 2 have 1,000 points each; a reward costs 300, two pieces are there.
    function setUp() public override {
        super.setUp();
        publishAndOpen(plainRule(1_000));
        enrol(2);
        vm.prank(MERCHANT_KEY);
        points.earnBatch(
            programme, merchant, "batch", bytes.concat(item(1, 1, 100_000, NOW), item(2, 2, 100_000, NOW))
        );
        reward = offer("offer", terms(2));
    }

    function terms(uint32 stock) internal pure returns (IRewards.Terms memory) {
        return IRewards.Terms(PRICE, stock, uint40(NOW), uint40(NOW + 20 days), 10 days, "content");
    }

    function offer(bytes32 ref, IRewards.Terms memory wanted) internal returns (uint32) {
        vm.prank(MERCHANT_KEY);
        return rewards.offer(programme, merchant, ref, wanted);
    }

    function signed(uint32 holder, bytes32 voucher) internal view returns (uint40 deadline, bytes memory signature) {
        IPoints.Spending memory spending = spendingOf(holder, PRICE, reward, voucher);
        return (spending.deadline, signatureOf(holder, address(rewards), spending));
    }

    function redeem(uint32 holder, bytes32 voucher) internal {
        (uint40 deadline, bytes memory signature) = signed(holder, voucher);
        vm.prank(MERCHANT_KEY);
        rewards.redeem(reward, holder, voucher, deadline, signature);
    }

    function redeemRefused(uint32 holder, bytes32 voucher, bytes memory reason) internal {
        (uint40 deadline, bytes memory signature) = signed(holder, voucher);
        vm.prank(MERCHANT_KEY);
        vm.expectRevert(reason);
        rewards.redeem(reward, holder, voucher, deadline, signature);
    }

    function stateOf(bytes32 voucher) internal view returns (uint256) {
        return uint256(rewards.voucherOf(merchant, voucher).state);
    }

    // offer

    function test_offer_numbersItemsAndKeepsTheTerms() public {
        vm.expectEmit(address(rewards));
        emit IRewards.Offered(programme, merchant, 2, "more", terms(5));
        same(offer("more", terms(5)), 2);
        same(rewards.itemCount(), 2);
        IRewards.Item memory found = rewards.itemOf(2);
        same(found.programme, programme);
        same(found.merchant, merchant);
        same(found.price, PRICE);
        same(found.stock, 5);
        same(found.startsAt, NOW);
        same(found.endsAt, NOW + 20 days);
        same(found.validity, 10 days);
        same(found.content, bytes32("content"));
    }

    function test_offer_changesNothingWhenRepeated() public {
        vm.recordLogs();
        same(offer("offer", terms(2)), reward);
        same(vm.getRecordedLogs().length, 0);
        same(rewards.itemCount(), 1);
    }

    function test_offer_revertsWhenReferenceWasUsedForOtherTerms() public {
        vm.prank(MERCHANT_KEY);
        vm.expectRevert(
            abi.encodeWithSelector(IRewards.MerchantReferenceTaken.selector, merchant, bytes32("offer"))
        );
        rewards.offer(programme, merchant, "offer", terms(3));
    }

    function test_offer_revertsWhenTermsAreNotPossible() public {
        for (uint256 fault; fault < 5; ++fault) {
            IRewards.Terms memory wrong = terms(1);
            if (fault == 0) wrong.price = 0;
            if (fault == 1) wrong.validity = 0;
            if (fault == 2) wrong.content = 0;
            if (fault == 3) wrong.endsAt = wrong.startsAt;
            if (fault == 4) wrong.endsAt = wrong.startsAt - 1;
            vm.prank(MERCHANT_KEY);
            vm.expectRevert(abi.encodeWithSelector(IRewards.InvalidTerms.selector, wrong));
            rewards.offer(programme, merchant, "wrong", wrong);
        }
    }

    function test_offer_revertsWhenMerchantTakesNoPart() public {
        vm.prank(OTHER_KEY);
        vm.expectRevert(abi.encodeWithSelector(IRewards.NotTakingPart.selector, programme, other));
        rewards.offer(programme, other, "offer", terms(1));
    }

    function test_offer_revertsWithoutLoyaltyKey() public {
        vm.prank(STRANGER);
        vm.expectRevert(abi.encodeWithSelector(IRewards.NotLoyaltyKey.selector, merchant, STRANGER));
        rewards.offer(programme, merchant, "x", terms(1));
    }

    // stock and end

    function test_changeStock_addsAndTakes() public {
        vm.startPrank(MERCHANT_KEY);
        vm.expectEmit(address(rewards));
        emit IRewards.StockChanged(programme, merchant, reward, "up", 3, 5);
        rewards.changeStock(reward, "up", 3);
        rewards.changeStock(reward, "up", 3);
        same(rewards.itemOf(reward).stock, 5);
        rewards.changeStock(reward, "down", -5);
        same(rewards.itemOf(reward).stock, 0);
        vm.expectRevert(abi.encodeWithSelector(IRewards.StockOutOfBounds.selector, reward, 0, int32(-1)));
        rewards.changeStock(reward, "below", -1);
        vm.expectRevert(
            abi.encodeWithSelector(IRewards.MerchantReferenceTaken.selector, merchant, bytes32("up"))
        );
        rewards.changeStock(reward, "up", 4);
        vm.stopPrank();
    }

    function test_changeStock_revertsAboveTheMost() public {
        uint32 full = offer("full", terms(type(uint32).max));
        vm.prank(MERCHANT_KEY);
        vm.expectRevert(
            abi.encodeWithSelector(IRewards.StockOutOfBounds.selector, full, type(uint32).max, int32(1))
        );
        rewards.changeStock(full, "up", 1);
    }

    function test_end_endsAtOnceAndLeavesVouchers() public {
        redeem(1, "v");
        vm.prank(MERCHANT_KEY);
        vm.expectEmit(address(rewards));
        emit IRewards.Ended(programme, merchant, reward, uint40(NOW));
        rewards.end(reward);
        redeemRefused(
            1, "w", abi.encodeWithSelector(IRewards.NotOffered.selector, reward, uint40(NOW), uint40(NOW))
        );
        vm.recordLogs();
        vm.startPrank(MERCHANT_KEY);
        rewards.end(reward);
        same(vm.getRecordedLogs().length, 0);
        rewards.use(merchant, "v", "till");
        vm.stopPrank();
        same(stateOf("v"), 2);
    }

    function test_end_endsAnOpenOffer() public {
        IRewards.Terms memory open = terms(1);
        open.endsAt = 0;
        uint32 item = offer("open", open);
        vm.warp(NOW + 5_000 days);
        vm.prank(MERCHANT_KEY);
        rewards.end(item);
        same(rewards.itemOf(item).endsAt, NOW + 5_000 days);
    }

    function test_items_areTheirMerchantsAlone() public {
        vm.startPrank(OTHER_KEY);
        bytes memory reason = abi.encodeWithSelector(IRewards.NotLoyaltyKey.selector, merchant, OTHER_KEY);
        vm.expectRevert(reason);
        rewards.changeStock(reward, "x", 1);
        vm.expectRevert(reason);
        rewards.end(reward);
        vm.expectRevert(reason);
        rewards.redeem(reward, 1, "v", uint40(NOW), "");
        vm.expectRevert(abi.encodeWithSelector(IRewards.UnknownItem.selector, 9));
        rewards.end(9);
        vm.stopPrank();
        vm.expectRevert(abi.encodeWithSelector(IRewards.UnknownItem.selector, 9));
        rewards.itemOf(9);
    }

    // redeem

    function test_redeem_takesPointsAndStockAndGivesAVoucher() public {
        (uint40 deadline, bytes memory signature) = signed(1, "v");
        vm.expectEmit(address(rewards));
        emit IRewards.Redeemed(programme, merchant, reward, "v", 1, PRICE, uint40(NOW + 10 days));
        vm.expectEmit(address(points));
        emit IPoints.Spent(programme, 1, "v", address(rewards), reward, PRICE);
        vm.prank(MERCHANT_KEY);
        rewards.redeem(reward, 1, "v", deadline, signature);
        same(points.balanceOf(programme, 1), 700);
        same(rewards.itemOf(reward).stock, 1);
        IRewards.Voucher memory found = rewards.voucherOf(merchant, "v");
        same(found.item, reward);
        same(found.holder, 1);
        same(found.redeemedAt, NOW);
        same(found.expiresAt, NOW + 10 days);
        same(stateOf("v"), 1);
    }

    function test_redeem_changesNothingWhenRepeated() public {
        redeem(1, "v");
        vm.recordLogs();
        redeem(1, "v");
        same(vm.getRecordedLogs().length, 0);
        same(points.balanceOf(programme, 1), 700);
        same(rewards.itemOf(reward).stock, 1);
    }

    function test_redeem_revertsWhenTheVoucherIsAnothers() public {
        redeem(1, "v");
        bytes memory taken = abi.encodeWithSelector(IRewards.MerchantReferenceTaken.selector, merchant, bytes32("v"));
        redeemRefused(2, "v", taken);
        reward = offer("more", terms(5));
        redeemRefused(1, "v", taken);
    }

    function test_redeem_revertsWhenThereIsNoStock() public {
        redeem(1, "v");
        redeem(2, "w");
        redeemRefused(1, "x", abi.encodeWithSelector(IRewards.OutOfStock.selector, reward));
        same(points.balanceOf(programme, 1), 700);
    }

    function test_redeem_revertsWithoutEnoughPoints() public {
        vm.prank(MERCHANT_KEY);
        rewards.changeStock(reward, "up", 10);
        redeem(1, "a");
        redeem(1, "b");
        redeem(1, "c");
        redeemRefused(
            1, "d", abi.encodeWithSelector(IPoints.InsufficientPoints.selector, programme, 1, 100, PRICE)
        );
        same(stateOf("d"), 0);
        same(rewards.itemOf(reward).stock, 9);
    }

    function test_redeem_revertsWithoutTheHoldersSignature() public {
        (uint40 deadline, bytes memory signature) = signed(2, "v");
        vm.prank(MERCHANT_KEY);
        vm.expectRevert(abi.encodeWithSelector(IPoints.WrongSignature.selector, accountOfHolder(1)));
        rewards.redeem(reward, 1, "v", deadline, signature);
    }

    function test_redeem_revertsOutsideTheTimeOfTheOffer() public {
        bytes memory reason =
            abi.encodeWithSelector(IRewards.NotOffered.selector, reward, uint40(NOW), uint40(NOW + 20 days));
        vm.warp(NOW - 1);
        redeemRefused(1, "v", reason);
        vm.warp(NOW + 20 days);
        redeemRefused(1, "v", reason);
        vm.warp(NOW + 20 days - 1);
        redeem(1, "v");
    }

    function test_redeem_revertsWhenMerchantTakesNoPartAnyMore() public {
        vm.prank(OPERATOR_KEY);
        programmes.setMerchant(programme, merchant, false);
        redeemRefused(1, "v", abi.encodeWithSelector(IRewards.NotTakingPart.selector, programme, merchant));
    }

    // use and cancel

    function test_use_happensOnce() public {
        redeem(1, "v");
        vm.startPrank(MERCHANT_KEY);
        vm.expectEmit(address(rewards));
        emit IRewards.Used(programme, merchant, reward, "v");
        rewards.use(merchant, "v", "till 1");
        vm.recordLogs();
        rewards.use(merchant, "v", "till 1");
        same(vm.getRecordedLogs().length, 0);
        bytes memory used =
            abi.encodeWithSelector(IRewards.VoucherNotValid.selector, merchant, bytes32("v"), IRewards.State.Used);
        vm.expectRevert(used);
        rewards.use(merchant, "v", "till 2");
        vm.expectRevert(used);
        rewards.cancel(merchant, "v", "back");
        vm.stopPrank();
        same(points.balanceOf(programme, 1), 700);
    }

    function test_use_revertsForUnknownAndExpiredVouchers() public {
        redeem(1, "v");
        vm.startPrank(MERCHANT_KEY);
        vm.expectRevert(
            abi.encodeWithSelector(IRewards.VoucherNotValid.selector, merchant, bytes32("x"), IRewards.State.None)
        );
        rewards.use(merchant, "x", "till");
        vm.warp(NOW + 10 days);
        bytes memory expired = abi.encodeWithSelector(
            IRewards.VoucherExpired.selector, merchant, bytes32("v"), uint40(NOW + 10 days)
        );
        vm.expectRevert(expired);
        rewards.use(merchant, "v", "till");
        vm.expectRevert(expired);
        rewards.cancel(merchant, "v", "back");
        vm.warp(NOW + 10 days - 1);
        rewards.use(merchant, "v", "till");
        vm.stopPrank();
    }

    function test_useAndCancel_areTheMerchantsAlone() public {
        redeem(1, "v");
        vm.startPrank(OTHER_KEY);
        bytes memory reason = abi.encodeWithSelector(IRewards.NotLoyaltyKey.selector, merchant, OTHER_KEY);
        vm.expectRevert(reason);
        rewards.use(merchant, "v", "till");
        vm.expectRevert(reason);
        rewards.cancel(merchant, "v", "back");
        // A voucher of one merchant is none of another's.
        vm.expectRevert(
            abi.encodeWithSelector(IRewards.VoucherNotValid.selector, other, bytes32("v"), IRewards.State.None)
        );
        rewards.use(other, "v", "till");
        vm.stopPrank();
    }

    function test_cancel_givesPointsAndPieceBack() public {
        redeem(1, "v");
        vm.startPrank(MERCHANT_KEY);
        vm.expectEmit(address(rewards));
        emit IRewards.Cancelled(programme, merchant, reward, "v");
        vm.expectEmit(address(points));
        emit IPoints.Restored(programme, 1, "v", PRICE, 0);
        rewards.cancel(merchant, "v", "back");
        vm.recordLogs();
        rewards.cancel(merchant, "v", "back");
        same(vm.getRecordedLogs().length, 0);
        vm.expectRevert(
            abi.encodeWithSelector(
                IRewards.VoucherNotValid.selector, merchant, bytes32("v"), IRewards.State.Cancelled
            )
        );
        rewards.use(merchant, "v", "till");
        vm.stopPrank();
        same(points.balanceOf(programme, 1), 1_000);
        same(rewards.itemOf(reward).stock, 2);
        // What was cancelled stays so: the same signature gives no second voucher.
        redeem(1, "v");
        same(points.balanceOf(programme, 1), 1_000);
        same(stateOf("v"), 3);
    }

    function test_cancel_neverOverflowsTheStock() public {
        redeem(1, "v");
        vm.startPrank(MERCHANT_KEY);
        rewards.changeStock(reward, "1", type(int32).max);
        rewards.changeStock(reward, "2", type(int32).max);
        same(rewards.itemOf(reward).stock, type(uint32).max);
        rewards.cancel(merchant, "v", "back");
        vm.stopPrank();
        same(rewards.itemOf(reward).stock, type(uint32).max);
        same(points.balanceOf(programme, 1), 1_000);
    }

    function test_references_areForOneActEach() public {
        redeem(1, "v");
        vm.startPrank(MERCHANT_KEY);
        rewards.use(merchant, "v", "act");
        bytes memory taken = abi.encodeWithSelector(IRewards.MerchantReferenceTaken.selector, merchant, bytes32("act"));
        vm.expectRevert(taken);
        rewards.use(merchant, "w", "act");
        vm.expectRevert(taken);
        rewards.cancel(merchant, "v", "act");
        vm.stopPrank();
    }
}
