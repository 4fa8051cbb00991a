// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IPoints} from "../../src/loyalty/IPoints.sol";
import {IRewards} from "../../src/loyalty/IRewards.sol";
import {SpendingHolders} from "../support/SpendingHolders.sol";
import {Ledger} from "../support/Ledger.sol";
import {vm} from "../support/Vm.sol";

/// @notice Redeems, uses and cancels in random order, and keeps a plain account of what should be.
contract RewardsActor is SpendingHolders {
    uint32 public constant HOLDERS = 3;
    uint32[3] internal _prices = [uint32(10), 250, 4_000];
    uint256 public vouchers;
    /// @dev Net of what the merchant put into stock and took out, by item.
    mapping(uint32 item => int256) public supplied;
    mapping(uint32 item => uint256) public out;
    mapping(bytes32 voucher => uint256) public uses;
    uint256 public paid;
    bool public broken;

    constructor() {
        setUp();
        publishAndOpen(plainRule(1_000));
        enrol(HOLDERS);
        bytes memory packed;
        for (uint32 n; n < 30; ++n) {
            packed = bytes.concat(packed, item(1 + n % HOLDERS, n, 100_000, NOW));
        }
        vm.startPrank(MERCHANT_KEY);
        points.earnBatch(programme, merchant, "batch", packed);
        for (uint32 n; n < 3; ++n) {
            rewards.offer(
                programme,
                merchant,
                bytes32(uint256(n + 1)),
                IRewards.Terms(_prices[n], 4, uint40(NOW), 0, 5 days, "content")
            );
            supplied[n + 1] = 4;
        }
        vm.stopPrank();
    }

    function ledger() external view returns (IPoints, IRewards, uint32) {
        return (points, rewards, programme);
    }

    function wait(uint32 duration) external {
        vm.warp(vm.getBlockTimestamp() + duration % 2 days);
    }

    function redeem(uint32 holderSeed, uint32 itemSeed, uint8 again) external {
        uint32 holder = 1 + holderSeed % HOLDERS;
        uint32 reward = 1 + itemSeed % 3;
        uint32 price = _prices[reward - 1];
        // Now and then an old voucher is asked for once more.
        bytes32 voucher = bytes32(again % 4 == 0 && vouchers != 0 ? 1 + again % vouchers : vouchers + 1);
        bool isNew = rewards.voucherOf(merchant, voucher).state == IRewards.State.None;
        bool can = rewards.itemOf(reward).stock != 0 && points.balanceOf(programme, holder) >= price;
        IPoints.Spending memory spending = spendingOf(holder, price, reward, voucher);
        bytes memory signature = signatureOf(holder, address(rewards), spending);
        vm.prank(MERCHANT_KEY);
        try rewards.redeem(reward, holder, voucher, spending.deadline, signature) {
            if (!isNew) return;
            if (!can) broken = true;
            ++vouchers;
            ++out[reward];
            paid += price;
        } catch {
            if (isNew && can) broken = true;
        }
    }

    function use(uint32 seed, uint32 ref) external {
        bytes32 voucher = bytes32(uint256(1 + seed % (vouchers + 1)));
        IRewards.State state = rewards.voucherOf(merchant, voucher).state;
        vm.prank(MERCHANT_KEY);
        try rewards.use(merchant, voucher, keccak256(abi.encode("use", ref % 64))) {
            if (rewards.voucherOf(merchant, voucher).state != state) ++uses[voucher];
        } catch {}
    }

    function cancel(uint32 seed, uint32 ref) external {
        bytes32 voucher = bytes32(uint256(1 + seed % (vouchers + 1)));
        IRewards.Voucher memory found = rewards.voucherOf(merchant, voucher);
        vm.prank(MERCHANT_KEY);
        try rewards.cancel(merchant, voucher, keccak256(abi.encode("cancel", ref % 64))) {
            if (rewards.voucherOf(merchant, voucher).state == found.state) return;
            if (found.state != IRewards.State.Valid) broken = true;
            --out[found.item];
            paid -= _prices[found.item - 1];
        } catch {}
    }

    function changeStock(uint32 itemSeed, int8 change, bytes32 ref) external {
        uint32 reward = 1 + itemSeed % 3;
        uint32 before = rewards.itemOf(reward).stock;
        vm.prank(MERCHANT_KEY);
        try rewards.changeStock(reward, ref, change) {
            if (rewards.itemOf(reward).stock != before) supplied[reward] += change;
        } catch {}
    }
}

contract RewardsInvariantTest is Ledger {
    RewardsActor internal actor;

    function setUp() public override {
        actor = new RewardsActor();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(actor);
    }

    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    function targetSelectors() external view returns (FuzzSelector[] memory targets) {
        bytes4[] memory selectors = new bytes4[](6);
        selectors[0] = RewardsActor.wait.selector;
        selectors[1] = RewardsActor.redeem.selector;
        selectors[2] = RewardsActor.use.selector;
        selectors[3] = RewardsActor.cancel.selector;
        selectors[4] = RewardsActor.changeStock.selector;
        selectors[5] = RewardsActor.redeem.selector;
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector(address(actor), selectors);
    }

    /// What was supplied is in stock or in vouchers; what vouchers cost is what was taken from holders.
    function invariant_everyPieceAndPointIsSomewhere() public view {
        (IPoints points_, IRewards rewards_, uint32 id) = actor.ledger();
        for (uint32 reward = 1; reward <= 3; ++reward) {
            same(uint256(actor.supplied(reward)), rewards_.itemOf(reward).stock + actor.out(reward));
        }
        IPoints.Totals memory totals = points_.totalsOf(id);
        same(totals.removed, actor.paid());
        same(totals.issued, totals.outstanding + totals.lapsed + totals.removed);
    }

    /// A voucher is used at most once, and nothing was given that could not be given.
    function invariant_usedOnce() public view {
        for (uint256 voucher = 1; voucher <= actor.vouchers(); ++voucher) {
            yes(actor.uses(bytes32(voucher)) <= 1);
        }
        no(actor.broken());
    }
}
