// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IPoints} from "../../src/loyalty/IPoints.sol";
import {Ledger} from "./Ledger.sol";
import {vm} from "./Vm.sol";

/// @notice Holders who have keys, and what they sign.
abstract contract SpendingHolders is Ledger {
    function keyOfHolder(uint32 holder) internal pure returns (uint256) {
        return 0xA11CE000 + holder;
    }

    function accountOfHolder(uint32 holder) internal pure override returns (address) {
        return vm.addr(keyOfHolder(holder));
    }

    function spendingOf(uint32 holder, uint32 amount, uint32 purpose, bytes32 ref)
        internal
        view
        returns (IPoints.Spending memory)
    {
        return IPoints.Spending(programme, holder, amount, purpose, ref, uint40(vm.getBlockTimestamp() + 1 hours));
    }

    function signatureOf(uint32 holder, address spender, IPoints.Spending memory spending)
        internal
        view
        returns (bytes memory)
    {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keyOfHolder(holder), points.digestOf(spender, spending));
        return abi.encodePacked(r, s, v);
    }

    /// Signed by the holder, taken by this contract.
    function spendAs(uint32 holder, IPoints.Spending memory spending) internal {
        points.spend(spending, signatureOf(holder, address(this), spending));
    }
}
