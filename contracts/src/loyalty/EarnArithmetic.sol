// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IEarnRules} from "./IEarnRules.sol";

/// @title The one place where points are computed
library EarnArithmetic {
    /// @notice Points that a purchase of `amount` minor units earns under `rule`.
    /// @dev Nothing overflows: amount * pointsNumerator is below 2^80, and the result is capped by a uint32.
    /// An empty rule (no version in force) gives 0, as its cap is 0; its spend unit of 0 is never divided by.
    function points(IEarnRules.Rule memory rule, uint256 amount) internal pure returns (uint256 result) {
        unchecked {
            if (rule.spendUnit == 0 || amount < rule.minimumSpend) return 0;
            result = amount * rule.pointsNumerator / rule.spendUnit;
            if (result > rule.maximumPoints) result = rule.maximumPoints;
        }
    }
}
