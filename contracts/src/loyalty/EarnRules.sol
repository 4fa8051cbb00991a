// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IMembers} from "../IMembers.sol";
import {UpgradeableByRegistrar} from "../upgrade/UpgradeableByRegistrar.sol";
import {EarnArithmetic} from "./EarnArithmetic.sol";
import {IEarnRules} from "./IEarnRules.sol";
import {IProgrammes} from "./IProgrammes.sol";

/// @title EarnRules
/// @notice What it does is written in IEarnRules.
contract EarnRules is IEarnRules, UpgradeableByRegistrar {
    struct History {
        bool isOpen;
        Rule[] versions;
    }

    IProgrammes public immutable programmes;

    mapping(uint32 programme => mapping(uint32 merchant => History)) private _histories;

    constructor(IMembers members_, IProgrammes programmes_) UpgradeableByRegistrar(members_) {
        programmes = programmes_;
    }

    /// @inheritdoc IEarnRules
    function publish(uint32 programme, uint32 merchant, Rule calldata rule) external returns (uint16 version) {
        _onlyPublisher(programme, merchant);
        if (
            rule.spendUnit == 0 || rule.maximumPoints == 0 || rule.startsAt == type(uint40).max
                || (rule.endsAt != 0 && rule.endsAt <= rule.startsAt)
        ) revert InvalidRule(rule);

        History storage history = _histories[programme][merchant];
        version = _versionAt(history.versions, rule.startsAt);
        if (version != 0 && _same(history.versions[version - 1], rule)) return version;

        uint256 count = history.versions.length;
        if (count == type(uint16).max) revert TooManyVersions(programme, merchant);
        if (count != 0 && rule.startsAt <= history.versions[count - 1].startsAt) {
            revert StartNotLater(history.versions[count - 1].startsAt, rule.startsAt);
        }
        if (history.isOpen && rule.startsAt <= block.timestamp) revert StartInPast(block.timestamp, rule.startsAt);
        history.versions.push(rule);
        version = uint16(count + 1);
        emit RulePublished(programme, merchant, version, rule);
    }

    /// @inheritdoc IEarnRules
    function open(uint32 programme, uint32 merchant) external {
        _onlyPublisher(programme, merchant);
        History storage history = _histories[programme][merchant];
        if (history.isOpen) return;
        if (history.versions.length == 0) revert NothingPublished(programme, merchant);
        history.isOpen = true;
        emit Opened(programme, merchant);
    }

    /// @inheritdoc IEarnRules
    function isOpen(uint32 programme, uint32 merchant) external view returns (bool) {
        return _histories[programme][merchant].isOpen;
    }

    /// @inheritdoc IEarnRules
    function ruleAt(uint32 programme, uint32 merchant, uint40 time)
        external
        view
        returns (uint16 version, Rule memory rule)
    {
        (version, rule,,) = inForce(programme, merchant, time);
    }

    /// @inheritdoc IEarnRules
    function inForce(uint32 programme, uint32 merchant, uint40 time)
        public
        view
        returns (uint16 version, Rule memory rule, uint40 from, uint40 until)
    {
        Rule[] storage versions = _histories[programme][merchant].versions;
        version = _versionAt(versions, time);
        until = version < versions.length ? versions[version].startsAt : type(uint40).max;
        if (version == 0) return (version, rule, from, until);
        rule = versions[version - 1];
        from = rule.startsAt;
        if (rule.endsAt == 0 || rule.endsAt >= until) return (version, rule, from, until);
        if (time < rule.endsAt) return (version, rule, from, rule.endsAt);
        from = rule.endsAt;
        delete rule;
        return (0, rule, from, until);
    }

    /// @inheritdoc IEarnRules
    function ruleOf(uint32 programme, uint32 merchant, uint16 version) external view returns (Rule memory) {
        return _histories[programme][merchant].versions[version - 1];
    }

    /// @inheritdoc IEarnRules
    function versionCount(uint32 programme, uint32 merchant) external view returns (uint16) {
        return uint16(_histories[programme][merchant].versions.length);
    }

    /// @inheritdoc IEarnRules
    function pointsFor(uint32 programme, uint32 merchant, uint48 amount, uint40 time)
        external
        view
        returns (uint32 points, uint16 version)
    {
        Rule memory rule;
        (version, rule,,) = inForce(programme, merchant, time);
        points = uint32(EarnArithmetic.points(rule, amount));
    }

    /// @dev Number of versions that start at or before `time`. The newest is tried first, as live purchases fall under
    /// it; otherwise at most 16 halvings.
    function _versionAt(Rule[] storage versions, uint40 time) private view returns (uint16) {
        uint256 high = versions.length;
        if (high == 0 || versions[high - 1].startsAt <= time) return uint16(high);
        uint256 low = 0;
        --high;
        while (low < high) {
            uint256 middle = (low + high) / 2;
            if (versions[middle].startsAt <= time) low = middle + 1;
            else high = middle;
        }
        return uint16(low);
    }

    function _same(Rule memory a, Rule calldata b) private pure returns (bool) {
        return keccak256(abi.encode(a)) == keccak256(abi.encode(b));
    }

    function _onlyPublisher(uint32 programme, uint32 merchant) private view {
        if (!programmes.takesPart(programme, merchant)) revert NotTakingPart(programme, merchant);
        if (
            !members.hasRole(merchant, IMembers.Role.Loyalty, msg.sender)
                && !members.hasRole(programmes.operatorOf(programme), IMembers.Role.Loyalty, msg.sender)
        ) revert NotPublisher(programme, merchant, msg.sender);
    }
}
