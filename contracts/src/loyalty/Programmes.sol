// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IMembers} from "../IMembers.sol";
import {UpgradeableByRegistrar} from "../upgrade/UpgradeableByRegistrar.sol";
import {IProgrammes} from "./IProgrammes.sol";

/// @title Programmes
/// @notice What it does is written in IProgrammes.
contract Programmes is IProgrammes, UpgradeableByRegistrar {
    /// @dev Seven epochs fit beside their bookkeeping in one storage slot per holder (see PointBuckets).
    uint8 private constant MAX_LIFETIME = 7;
    /// @dev Keeps the epoch number within 24 bits for nineteen centuries.
    uint32 private constant MIN_EPOCH_LENGTH = 1 hours;

    /// @inheritdoc IProgrammes
    uint32 public programmeCount;
    mapping(uint32 programme => Programme) private _programmes;
    mapping(uint32 programme => mapping(uint32 merchant => bool)) private _merchants;
    mapping(uint32 operator => mapping(bytes32 ref => uint32 programme)) private _byReference;
    mapping(uint32 operator => mapping(bytes32 ref => bytes32 digest)) private _creations;

    constructor(IMembers members_) UpgradeableByRegistrar(members_) {}

    /// @inheritdoc IProgrammes
    function createProgramme(
        bytes32 ref,
        uint32 operator,
        string calldata name,
        bytes3 currency,
        uint32 epochLength,
        uint8 lifetimeEpochs
    ) external returns (uint32 programme) {
        _onlyLoyaltyKey(operator);
        bytes32 digest = keccak256(abi.encode(name, currency, epochLength, lifetimeEpochs));
        programme = _byReference[operator][ref];
        if (programme != 0) {
            if (_creations[operator][ref] != digest) revert ReferenceTaken(operator, ref);
            return programme;
        }
        if (bytes(name).length == 0 || bytes(name).length > 200) revert InvalidName(bytes(name).length);
        if (!_isCurrency(currency)) revert InvalidCurrency(currency);
        if (epochLength < MIN_EPOCH_LENGTH || lifetimeEpochs == 0 || lifetimeEpochs > MAX_LIFETIME) {
            revert InvalidEpochs(epochLength, lifetimeEpochs);
        }
        programme = ++programmeCount;
        _byReference[operator][ref] = programme;
        _creations[operator][ref] = digest;
        _programmes[programme] =
            Programme(operator, currency, uint40(block.timestamp), epochLength, lifetimeEpochs, name);
        emit ProgrammeCreated(programme, operator, ref, name, currency, epochLength, lifetimeEpochs);
    }

    /// @inheritdoc IProgrammes
    function setMerchant(uint32 programme, uint32 merchant, bool takesPart_) external {
        _onlyLoyaltyKey(_known(programme).operator);
        if (_merchants[programme][merchant] == takesPart_) return;
        // Reverts for a member that does not exist.
        members.memberOf(merchant);
        _merchants[programme][merchant] = takesPart_;
        emit MerchantSet(programme, merchant, takesPart_);
    }

    /// @inheritdoc IProgrammes
    function programmeOf(uint32 programme) external view returns (Programme memory) {
        return _known(programme);
    }

    /// @inheritdoc IProgrammes
    function operatorOf(uint32 programme) external view returns (uint32) {
        return _programmes[programme].operator;
    }

    /// @inheritdoc IProgrammes
    function programmeByReference(uint32 operator, bytes32 ref) external view returns (uint32) {
        return _byReference[operator][ref];
    }

    /// @inheritdoc IProgrammes
    function takesPart(uint32 programme, uint32 merchant) external view returns (bool) {
        return _merchants[programme][merchant];
    }

    /// @inheritdoc IProgrammes
    function epochNow(uint32 programme) external view returns (uint32 epoch, uint8 lifetimeEpochs) {
        Programme storage stored = _known(programme);
        return (uint32((block.timestamp - stored.startedAt) / stored.epochLength), stored.lifetimeEpochs);
    }

    /// @inheritdoc IProgrammes
    function lapsesAt(uint32 programme, uint32 epoch) external view returns (uint256) {
        Programme storage stored = _known(programme);
        return stored.startedAt + (uint256(epoch) + stored.lifetimeEpochs) * stored.epochLength;
    }

    function _known(uint32 programme) private view returns (Programme storage stored) {
        stored = _programmes[programme];
        if (stored.operator == 0) revert UnknownProgramme(programme);
    }

    function _onlyLoyaltyKey(uint32 member) private view {
        if (!members.hasRole(member, IMembers.Role.Loyalty, msg.sender)) revert NotLoyaltyKey(member, msg.sender);
    }

    function _isCurrency(bytes3 code) private pure returns (bool) {
        for (uint256 i; i < 3; ++i) {
            if (code[i] < "A" || code[i] > "Z") return false;
        }
        return true;
    }
}
