// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IMembers} from "../../src/IMembers.sol";
import {JournalAnchors} from "../../src/JournalAnchors.sol";
import {Members} from "../../src/Members.sol";
import {EarnRules} from "../../src/loyalty/EarnRules.sol";
import {IEarnRules} from "../../src/loyalty/IEarnRules.sol";
import {IProgrammes} from "../../src/loyalty/IProgrammes.sol";
import {Points} from "../../src/loyalty/Points.sol";
import {Programmes} from "../../src/loyalty/Programmes.sol";
import {Rewards} from "../../src/loyalty/Rewards.sol";
import {UpgradeableProxy} from "../../src/upgrade/UpgradeableProxy.sol";
import {vm} from "./Vm.sol";

/// @notice All contracts as they are deployed, a registrar, an operator, two merchants, and comparisons.
abstract contract Ledger {
    address internal constant REGISTRAR = address(0x1001);
    address internal constant OPERATOR_KEY = address(0x1002);
    address internal constant MERCHANT_KEY = address(0x1003);
    address internal constant OTHER_KEY = address(0x1004);
    address internal constant STRANGER = address(0x1005);
    uint256 internal constant NOW = 1_800_000_000;
    uint32 internal constant EPOCH = 30 days;
    uint8 internal constant LIFETIME = 3;

    Members internal members;
    JournalAnchors internal anchors;
    Programmes internal programmes;
    EarnRules internal rules;
    Points internal points;
    Rewards internal rewards;

    uint32 internal operator;
    uint32 internal merchant;
    uint32 internal other;
    uint32 internal programme;

    function setUp() public virtual {
        vm.warp(NOW);
        members = new Members(REGISTRAR);
        anchors = new JournalAnchors(members);
        programmes = Programmes(address(new UpgradeableProxy(address(new Programmes(members)))));
        rules = EarnRules(address(new UpgradeableProxy(address(new EarnRules(members, programmes)))));
        points = Points(address(new UpgradeableProxy(address(new Points(members, programmes, rules)))));
        rewards = Rewards(address(new UpgradeableProxy(address(new Rewards(members, programmes, points)))));
        operator = admit("operator", OPERATOR_KEY);
        merchant = admit("merchant", MERCHANT_KEY);
        other = admit("other", OTHER_KEY);
        vm.startPrank(OPERATOR_KEY);
        programme = programmes.createProgramme("programme", operator, "Harbour", "GBP", EPOCH, LIFETIME);
        programmes.setMerchant(programme, merchant, true);
        vm.stopPrank();
    }

    function admit(bytes32 ref, address key) internal returns (uint32) {
        vm.prank(REGISTRAR);
        return members.admit(ref, "A company", allRoles(key));
    }

    function allRoles(address key) internal pure returns (IMembers.KeyGrant[] memory keys) {
        keys = new IMembers.KeyGrant[](3);
        for (uint8 role; role < 3; ++role) {
            keys[role] = IMembers.KeyGrant(key, IMembers.Role(role));
        }
    }

    /// One point per whole pound, from one pound, at most 1,000.
    function plainRule(uint256 startsAt) internal pure returns (IEarnRules.Rule memory) {
        return IEarnRules.Rule(1, 100, 100, 1_000, uint40(startsAt), 0);
    }

    function publishAndOpen(IEarnRules.Rule memory rule) internal {
        vm.startPrank(MERCHANT_KEY);
        rules.publish(programme, merchant, rule);
        rules.open(programme, merchant);
        vm.stopPrank();
    }

    /// Enrols `count` made-up accounts; holder n has the account 0xA000 + n.
    function enrol(uint32 count) internal {
        address[] memory accounts = new address[](count);
        for (uint32 i; i < count; ++i) {
            accounts[i] = accountOfHolder(i + 1);
        }
        vm.prank(MERCHANT_KEY);
        points.enrol(programme, merchant, "enrolment", accounts);
    }

    function accountOfHolder(uint32 holder) internal pure virtual returns (address) {
        return address(uint160(0xA000 + holder));
    }

    function item(uint32 holder, uint32 purchase, uint48 amount, uint256 time) internal pure returns (bytes memory) {
        return abi.encodePacked(holder, purchase, amount, uint40(time));
    }

    function same(uint256 actual, uint256 expected) internal pure {
        if (actual != expected) revert NotSame(actual, expected);
    }

    function same(bytes32 actual, bytes32 expected) internal pure {
        if (actual != expected) revert NotSameBytes(actual, expected);
    }

    function same(address actual, address expected) internal pure {
        if (actual != expected) revert NotSameAddress(actual, expected);
    }

    function same(bytes memory actual, bytes memory expected) internal pure {
        if (keccak256(actual) != keccak256(expected)) revert NotSameData(actual, expected);
    }

    function yes(bool condition) internal pure {
        if (!condition) revert ExpectedTrue();
    }

    function no(bool condition) internal pure {
        if (condition) revert ExpectedFalse();
    }

    error NotSame(uint256 actual, uint256 expected);
    error NotSameBytes(bytes32 actual, bytes32 expected);
    error NotSameAddress(address actual, address expected);
    error NotSameData(bytes actual, bytes expected);
    error ExpectedTrue();
    error ExpectedFalse();
}
