// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {IMembers} from "../IMembers.sol";

/// @title A contract whose code the members' registrar may replace, its storage staying in place
/// @notice Every replacement emits `Upgraded(implementation)` and is thereby visible to all members.
/// @dev Contracts that inherit this keep their storage append-only; contracts/storage-layout.json guards it.
abstract contract UpgradeableByRegistrar is UUPSUpgradeable {
    /// @notice The register of members that this contract trusts.
    IMembers public immutable members;

    constructor(IMembers members_) {
        members = members_;
    }

    function _authorizeUpgrade(address) internal view override {
        if (msg.sender != members.registrar()) revert IMembers.NotRegistrar(msg.sender);
    }
}
