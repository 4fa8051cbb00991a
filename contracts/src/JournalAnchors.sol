// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IJournalAnchors} from "./IJournalAnchors.sol";
import {IMembers} from "./IMembers.sol";

/// @title JournalAnchors
/// @notice What it does is written in IJournalAnchors.
/// @dev Not upgradeable, on purpose: nobody may ever change what was anchored, nor the rules of anchoring.
contract JournalAnchors is IJournalAnchors {
    struct Log {
        uint32 owner;
        uint64 treeSize;
        uint40 anchoredAt;
    }

    IMembers public immutable members;

    mapping(bytes32 log => Log) private _logs;
    mapping(bytes32 log => mapping(uint64 treeSize => bytes32 rootHash)) private _roots;

    constructor(IMembers members_) {
        members = members_;
    }

    /// @inheritdoc IJournalAnchors
    function anchor(uint32 member, bytes32 log, uint64 treeSize, bytes32 rootHash, bytes32 checkpointHash) external {
        if (!members.hasRole(member, IMembers.Role.Journal, msg.sender)) revert NotJournalKey(member, msg.sender);
        if (treeSize == 0 || rootHash == 0) revert InvalidCheckpoint(treeSize, rootHash);

        Log storage stored = _logs[log];
        uint32 owner = stored.owner;
        if (owner == 0) stored.owner = member;
        else if (owner != member) revert NotLogOwner(log, owner, member);

        bytes32 known = _roots[log][treeSize];
        if (known == rootHash) return;
        if (known != 0) revert TwoHistories(log, treeSize, known, rootHash);
        if (treeSize <= stored.treeSize) revert SizeNotGrowing(log, stored.treeSize, treeSize);

        stored.treeSize = treeSize;
        stored.anchoredAt = uint40(block.timestamp);
        _roots[log][treeSize] = rootHash;
        emit Anchored(member, log, treeSize, rootHash, checkpointHash);
    }

    /// @inheritdoc IJournalAnchors
    function rootAt(bytes32 log, uint64 treeSize) external view returns (bytes32) {
        return _roots[log][treeSize];
    }

    /// @inheritdoc IJournalAnchors
    function latest(bytes32 log) external view returns (uint64 treeSize, bytes32 rootHash, uint40 anchoredAt) {
        Log storage stored = _logs[log];
        treeSize = stored.treeSize;
        return (treeSize, _roots[log][treeSize], stored.anchoredAt);
    }

    /// @inheritdoc IJournalAnchors
    function ownerOf(bytes32 log) external view returns (uint32) {
        return _logs[log].owner;
    }
}
