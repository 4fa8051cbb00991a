// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";

/// @title The permanent address of an upgradeable contract
/// @dev The implementations keep their settings in immutables, so there is nothing to initialise and nothing that a
/// stranger could initialise first: the proxy may be made without a call.
contract UpgradeableProxy is ERC1967Proxy {
    constructor(address implementation) ERC1967Proxy(implementation, "") {}

    function _unsafeAllowUninitialized() internal pure override returns (bool) {
        return true;
    }
}
