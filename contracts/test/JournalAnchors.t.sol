// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IJournalAnchors} from "../src/IJournalAnchors.sol";
import {IMembers} from "../src/IMembers.sol";
import {Ledger} from "./support/Ledger.sol";
import {vm} from "./support/Vm.sol";

contract JournalAnchorsTest is Ledger {
    bytes32 internal constant LOG = keccak256("log");
    bytes32 internal constant ROOT = keccak256("root");
    bytes32 internal constant CHECKPOINT = keccak256("checkpoint");

    function anchorAs(address key, uint32 member, uint64 size, bytes32 root) internal {
        vm.prank(key);
        anchors.anchor(member, LOG, size, root, CHECKPOINT);
    }

    function test_anchor_storesAndEmits() public {
        vm.expectEmit(address(anchors));
        emit IJournalAnchors.Anchored(merchant, LOG, 10, ROOT, CHECKPOINT);
        anchorAs(MERCHANT_KEY, merchant, 10, ROOT);
        same(anchors.rootAt(LOG, 10), ROOT);
        same(anchors.rootAt(LOG, 9), bytes32(0));
        same(anchors.ownerOf(LOG), merchant);
        (uint64 size, bytes32 root, uint40 anchoredAt) = anchors.latest(LOG);
        same(size, 10);
        same(root, ROOT);
        same(anchoredAt, NOW);
    }

    function test_latest_isZeroForAnUnknownLog() public view {
        (uint64 size, bytes32 root, uint40 anchoredAt) = anchors.latest(LOG);
        same(size, 0);
        same(root, bytes32(0));
        same(anchoredAt, 0);
    }

    function test_anchor_keepsEarlierRoots() public {
        anchorAs(MERCHANT_KEY, merchant, 10, ROOT);
        anchorAs(MERCHANT_KEY, merchant, 11, keccak256("later"));
        same(anchors.rootAt(LOG, 10), ROOT);
        same(anchors.rootAt(LOG, 11), keccak256("later"));
    }

    function test_anchor_changesNothingWhenRepeated() public {
        anchorAs(MERCHANT_KEY, merchant, 10, ROOT);
        anchorAs(MERCHANT_KEY, merchant, 20, keccak256("later"));
        vm.recordLogs();
        anchorAs(MERCHANT_KEY, merchant, 10, ROOT);
        anchorAs(MERCHANT_KEY, merchant, 20, keccak256("later"));
        same(vm.getRecordedLogs().length, 0);
        (uint64 size,,) = anchors.latest(LOG);
        same(size, 20);
    }

    function test_anchor_revertsWhenAnotherRootIsKnownForTheSize() public {
        anchorAs(MERCHANT_KEY, merchant, 10, ROOT);
        anchorAs(MERCHANT_KEY, merchant, 20, keccak256("later"));
        bytes32 forged = keccak256("forged");
        vm.expectRevert(abi.encodeWithSelector(IJournalAnchors.TwoHistories.selector, LOG, 10, ROOT, forged));
        anchorAs(MERCHANT_KEY, merchant, 10, forged);
    }

    function test_anchor_revertsWhenSizeDoesNotGrow() public {
        anchorAs(MERCHANT_KEY, merchant, 10, ROOT);
        vm.expectRevert(abi.encodeWithSelector(IJournalAnchors.SizeNotGrowing.selector, LOG, 10, 9));
        anchorAs(MERCHANT_KEY, merchant, 9, keccak256("earlier"));
    }

    function test_anchor_revertsWhenLogBelongsToAnother() public {
        anchorAs(MERCHANT_KEY, merchant, 10, ROOT);
        vm.expectRevert(abi.encodeWithSelector(IJournalAnchors.NotLogOwner.selector, LOG, merchant, other));
        anchorAs(OTHER_KEY, other, 11, keccak256("later"));
    }

    function test_anchor_revertsWhenCallerHoldsNoJournalKey() public {
        vm.expectRevert(abi.encodeWithSelector(IJournalAnchors.NotJournalKey.selector, merchant, OTHER_KEY));
        anchorAs(OTHER_KEY, merchant, 10, ROOT);
    }

    function test_anchor_revertsWhenMemberIsSuspended() public {
        vm.prank(REGISTRAR);
        members.setState(merchant, IMembers.State.Suspended);
        vm.expectRevert(abi.encodeWithSelector(IJournalAnchors.NotJournalKey.selector, merchant, MERCHANT_KEY));
        anchorAs(MERCHANT_KEY, merchant, 10, ROOT);
    }

    function test_anchor_revertsWhenSizeOrRootIsZero() public {
        vm.expectRevert(abi.encodeWithSelector(IJournalAnchors.InvalidCheckpoint.selector, 0, ROOT));
        anchorAs(MERCHANT_KEY, merchant, 0, ROOT);
        vm.expectRevert(abi.encodeWithSelector(IJournalAnchors.InvalidCheckpoint.selector, 10, bytes32(0)));
        anchorAs(MERCHANT_KEY, merchant, 10, bytes32(0));
    }

    /// Whatever is tried, in whatever order: an anchored root stays, and the newest size never shrinks.
    function testFuzz_anchor_neverChangesHistory(uint64[8] memory sizes, uint8[8] memory roots) public {
        uint64 newest;
        for (uint256 i; i < sizes.length; ++i) {
            uint64 size = sizes[i] % 5;
            bytes32 root = bytes32(uint256(roots[i] % 3));
            bytes32 before = anchors.rootAt(LOG, size);
            vm.prank(MERCHANT_KEY);
            try anchors.anchor(merchant, LOG, size, root, CHECKPOINT) {
                yes(before == 0 ? size > newest : before == root);
                if (size > newest) newest = size;
                same(anchors.rootAt(LOG, size), root);
            } catch {
                same(anchors.rootAt(LOG, size), before);
            }
            (uint64 latestSize,,) = anchors.latest(LOG);
            same(latestSize, newest);
        }
    }
}
