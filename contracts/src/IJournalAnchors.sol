// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title Public, permanent record of the journals' checkpoints
/// @notice A journal (here: log) is an append-only Merkle tree. Its owner anchors (tree size, root hash) pairs. For one
/// size there can be one root only, for ever: who has shown somebody another root has shown two histories.
interface IJournalAnchors {
    /// @notice A checkpoint of `log` was anchored.
    /// @param member The member that owns the log
    /// @param log Identifies the log: SHA-256 of its checkpoint origin line
    /// @param treeSize Number of entries covered
    /// @param rootHash RFC 6962 root of the tree of that size
    /// @param checkpointHash SHA-256 of the signed checkpoint text
    event Anchored(
        uint32 indexed member,
        bytes32 indexed log,
        uint64 treeSize,
        bytes32 rootHash,
        bytes32 checkpointHash
    );

    /// @notice The caller holds no Journal key of this active member.
    error NotJournalKey(uint32 member, address caller);
    /// @notice The log belongs to the member that anchored it first.
    error NotLogOwner(bytes32 log, uint32 owner, uint32 member);
    /// @notice Size and root must not be zero.
    error InvalidCheckpoint(uint64 treeSize, bytes32 rootHash);
    /// @notice The size is below the newest anchored one and was never anchored itself.
    error SizeNotGrowing(bytes32 log, uint64 latestSize, uint64 treeSize);
    /// @notice Another root is anchored for this size: the log has two histories.
    error TwoHistories(bytes32 log, uint64 treeSize, bytes32 anchoredRoot, bytes32 rootHash);

    /// @notice Anchors a checkpoint. Only a Journal key of the member that owns the log. Repeating an anchored
    /// (size, root) changes nothing and emits nothing.
    function anchor(uint32 member, bytes32 log, uint64 treeSize, bytes32 rootHash, bytes32 checkpointHash) external;

    /// @notice The root anchored for a size, zero if none.
    function rootAt(bytes32 log, uint64 treeSize) external view returns (bytes32);

    /// @notice The newest anchor of a log; all zero if it was never anchored.
    /// @return treeSize Number of entries covered
    /// @return rootHash Root of the tree of that size
    /// @return anchoredAt Time of the block, in seconds
    function latest(bytes32 log) external view returns (uint64 treeSize, bytes32 rootHash, uint40 anchoredAt);

    /// @notice The member that owns a log, 0 if it was never anchored.
    function ownerOf(bytes32 log) external view returns (uint32);
}
