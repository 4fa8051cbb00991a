// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IEarnRules} from "../../src/loyalty/IEarnRules.sol";
import {IPoints} from "../../src/loyalty/IPoints.sol";
import {Ledger} from "../support/Ledger.sol";
import {SpendingHolders} from "../support/SpendingHolders.sol";
import {vm} from "../support/Vm.sol";

/// @notice Does everything that the contracts allow, in random order, and keeps a plain account of what should be.
contract PointsActor is SpendingHolders {
    /// @dev What was taken from which epoch.
    struct Taken {
        uint32 holder;
        bool returned;
        uint256[] epochs;
        uint256[] points;
    }

    uint32 public constant HOLDERS = 5;
    uint32 public used;
    uint256 public credited;
    /// @dev Spent and not given back.
    uint256 public removed;
    bool public broken;
    Taken[] internal _taken;
    mapping(uint32 holder => mapping(uint256 epoch => uint256)) public amounts;
    IEarnRules.Rule[] public published;

    constructor() {
        setUp();
        IEarnRules.Rule memory first = plainRule(NOW - 10 days);
        first.endsAt = uint40(NOW - 5 days);
        published.push(first);
        publishAndOpen(first);
        enrol(HOLDERS);
    }

    function ledger() external view returns (IPoints, uint32) {
        return (points, programme);
    }

    function epochNow() public view returns (uint256) {
        return (vm.getBlockTimestamp() - NOW) / EPOCH;
    }

    function lifetime() external pure returns (uint8) {
        return LIFETIME;
    }

    function wait(uint32 duration) external {
        vm.warp(vm.getBlockTimestamp() + duration % (2 * EPOCH));
    }

    function publish(uint32 numerator, uint32 unit, uint32 minimum, uint32 maximum, uint16 inSeconds, bool ends) external {
        uint40 start = uint40(vm.getBlockTimestamp() + 1 + inSeconds);
        if (start <= published[published.length - 1].startsAt || published.length > 30) return;
        uint40 end = ends ? start + 1 + inSeconds : 0;
        IEarnRules.Rule memory rule = IEarnRules.Rule(numerator, uint48(unit) + 1, minimum, maximum | 1, start, end);
        published.push(rule);
        vm.prank(MERCHANT_KEY);
        rules.publish(programme, merchant, rule);
    }

    function earn(uint32 holderSeed, uint48[3] calldata spent, uint32[3] calldata ago, bool shifted) external {
        bytes memory packed;
        for (uint256 i; i < 3; ++i) {
            uint32 holder = 1 + uint32((uint256(holderSeed) + i) % HOLDERS);
            // Purchase numbers jump now and then, so that several groups of the bitmap are in use.
            used += shifted ? 200 : 1;
            uint40 time = uint40(vm.getBlockTimestamp() - ago[i] % 15 days);
            packed = bytes.concat(packed, item(holder, used, spent[i], time));
            uint256 expected = naivePoints(spent[i], time);
            amounts[holder][epochNow()] += expected;
            credited += expected;
        }
        vm.prank(MERCHANT_KEY);
        points.earnBatch(programme, merchant, keccak256(packed), packed);
    }

    function spend(uint32 holderSeed, uint32 pointsSeed, bool all) external {
        uint32 holder = 1 + holderSeed % HOLDERS;
        uint256 balance = points.balanceOf(programme, holder);
        uint256 most = balance < type(uint32).max ? balance : type(uint32).max;
        if (most == 0) return;
        uint32 wanted = all ? uint32(most) : uint32(1 + pointsSeed % most);
        bytes32 ref = bytes32(_taken.length + 1);
        spendAs(holder, spendingOf(holder, wanted, 7, ref));
        removed += wanted;

        Taken storage taken = _taken.push();
        taken.holder = holder;
        uint256 now_ = epochNow();
        for (uint256 epoch = now_ < LIFETIME ? 0 : now_ - LIFETIME + 1; epoch <= now_; ++epoch) {
            uint256 held = amounts[holder][epoch];
            uint256 part = held < wanted ? held : wanted;
            if (part == 0) continue;
            amounts[holder][epoch] -= part;
            taken.epochs.push(epoch);
            taken.points.push(part);
            wanted -= uint32(part);
        }
    }

    function restore(uint32 seed) external {
        if (_taken.length == 0) return;
        uint256 index = seed % _taken.length;
        Taken storage taken = _taken[index];
        points.restore(programme, taken.holder, bytes32(index + 1));
        if (taken.returned) return;
        taken.returned = true;
        for (uint256 i; i < taken.points.length; ++i) {
            removed -= taken.points[i];
            amounts[taken.holder][taken.epochs[i]] += taken.points[i];
        }
    }

    /// Every way to spend without right has to fail.
    function steal(uint32 holderSeed, uint32 seed, address who) external {
        uint32 holder = 1 + holderSeed % HOLDERS;
        uint256 balance = points.balanceOf(programme, holder);
        bytes32 ref = keccak256(abi.encode(seed, who, _taken.length));
        IPoints.Spending memory tooMuch = spendingOf(holder, type(uint32).max, 7, ref);
        bytes memory signature = signatureOf(holder, address(this), tooMuch);
        if (balance < type(uint32).max) {
            try points.spend(tooMuch, signature) {
                broken = true;
            } catch {}
        }
        if (who != address(this)) {
            vm.prank(who);
            try points.spend(tooMuch, signature) {
                broken = true;
            } catch {}
            if (_taken.length != 0) {
                uint256 index = seed % _taken.length;
                vm.prank(who);
                try points.restore(programme, _taken[index].holder, bytes32(index + 1)) {
                    broken = true;
                } catch {}
            }
        }
        IPoints.Spending memory some = spendingOf(holder, 1, 7, ref);
        try points.spend(some, signatureOf(1 + holder % HOLDERS, address(this), some)) {
            broken = true;
        } catch {}
    }

    /// Every way to earn without right has to fail.
    function cheat(uint32 purchaseSeed, address who, uint48 spent) external {
        uint40 time = uint40(vm.getBlockTimestamp());
        bytes32 ref = keccak256(abi.encode(purchaseSeed, who, spent, time));
        if (used != 0) {
            uint32 old = purchaseSeed % (used + 1);
            if (points.hasEarned(programme, merchant, old)) {
                vm.prank(MERCHANT_KEY);
                try points.earnBatch(programme, merchant, ref, item(1, old, spent, time)) {
                    broken = true;
                } catch {}
            }
        }
        bytes memory fresh = item(1, type(uint32).max - purchaseSeed % 1_000, spent, time);
        if (who != MERCHANT_KEY) {
            vm.prank(who);
            try points.earnBatch(programme, merchant, ref, fresh) {
                broken = true;
            } catch {}
        }
        vm.prank(OTHER_KEY);
        try points.earnBatch(programme, other, ref, fresh) {
            broken = true;
        } catch {}
        vm.prank(MERCHANT_KEY);
        try points.earnBatch(programme + 1, merchant, ref, fresh) {
            broken = true;
        } catch {}
    }

    function naivePoints(uint256 spent, uint40 time) internal view returns (uint256 result) {
        uint256 version;
        for (uint256 i; i < published.length; ++i) {
            if (published[i].startsAt <= time) version = i + 1;
        }
        if (version == 0) return 0;
        IEarnRules.Rule memory rule = published[version - 1];
        if (rule.endsAt != 0 && rule.endsAt <= time) return 0;
        if (spent < rule.minimumSpend) return 0;
        result = spent * rule.pointsNumerator / rule.spendUnit;
        if (result > rule.maximumPoints) result = rule.maximumPoints;
    }
}

contract PointsInvariantTest is Ledger {
    PointsActor internal actor;

    function setUp() public override {
        actor = new PointsActor();
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
        bytes4[] memory selectors = new bytes4[](8);
        selectors[0] = PointsActor.wait.selector;
        selectors[1] = PointsActor.publish.selector;
        selectors[2] = PointsActor.earn.selector;
        selectors[3] = PointsActor.cheat.selector;
        selectors[4] = PointsActor.earn.selector;
        selectors[5] = PointsActor.spend.selector;
        selectors[6] = PointsActor.restore.selector;
        selectors[7] = PointsActor.steal.selector;
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector(address(actor), selectors);
    }

    /// Balances, lapsed and spent points = points issued = what the rules give for the purchases.
    function invariant_supply() public view {
        (IPoints ledger, uint32 id) = actor.ledger();
        uint256 sum;
        for (uint32 holder = 1; holder <= actor.HOLDERS(); ++holder) {
            sum += ledger.balanceOf(id, holder);
        }
        IPoints.Totals memory totals = ledger.totalsOf(id);
        same(totals.outstanding, sum);
        same(totals.removed, actor.removed());
        same(totals.issued, totals.outstanding + totals.lapsed + totals.removed);
        same(totals.issued, actor.credited());
    }

    /// Every holder has, epoch by epoch, what a plain account of credits and spendings says.
    function invariant_balances() public view {
        (IPoints ledger, uint32 id) = actor.ledger();
        uint256 epoch = actor.epochNow();
        for (uint32 holder = 1; holder <= actor.HOLDERS(); ++holder) {
            IPoints.Bucket[] memory buckets = ledger.bucketsOf(id, holder);
            uint256 next;
            for (uint256 left = actor.lifetime(); left != 0; --left) {
                if (left > epoch + 1) continue;
                uint256 credited = epoch + 1 - left;
                uint256 expected = actor.amounts(holder, credited);
                if (expected == 0) continue;
                same(buckets[next].epoch, credited);
                same(buckets[next++].points, expected);
            }
            same(buckets.length, next);
        }
    }

    /// No purchase number earned twice, and nobody without right earned, spent or gave back.
    function invariant_nothingUnearned() public view {
        no(actor.broken());
    }
}
