// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {IMembers} from "../../src/IMembers.sol";
import {IEarnRules} from "../../src/loyalty/IEarnRules.sol";
import {IProgrammes} from "../../src/loyalty/IProgrammes.sol";
import {Points} from "../../src/loyalty/Points.sol";
import {Ledger} from "../support/Ledger.sol";
import {vm} from "../support/Vm.sol";

/// @notice A later version, that adds something.
contract LaterPoints is Points {
    mapping(uint32 => uint256) private _added;

    constructor(IMembers m, IProgrammes p, IEarnRules r) Points(m, p, r) {}

    function setAdded(uint32 programme, uint256 value) external {
        _added[programme] = value;
    }

    function addedOf(uint32 programme) external view returns (uint256) {
        return _added[programme];
    }
}

contract UpgradeableByRegistrarTest is Ledger {
    LaterPoints internal later;

    function setUp() public override {
        super.setUp();
        publishAndOpen(plainRule(1_000));
        enrol(3);
        vm.prank(MERCHANT_KEY);
        points.earnBatch(programme, merchant, "batch", item(2, 1, 500, NOW));
        later = new LaterPoints(members, programmes, rules);
    }

    function test_upgrade_keepsWhatIsStored() public {
        vm.prank(REGISTRAR);
        points.upgradeToAndCall(address(later), "");
        same(points.balanceOf(programme, 2), 5);
        yes(points.hasEarned(programme, merchant, 1));
        LaterPoints(address(points)).setAdded(programme, 42);
        same(LaterPoints(address(points)).addedOf(programme), 42);
        same(points.totalsOf(programme).issued, 5);
        same(points.holderOf(programme, accountOfHolder(3)), 3);
    }

    function test_upgrade_revertsWhenCallerIsNotRegistrar() public {
        vm.prank(OPERATOR_KEY);
        vm.expectRevert(abi.encodeWithSelector(IMembers.NotRegistrar.selector, OPERATOR_KEY));
        points.upgradeToAndCall(address(later), "");
    }

    function test_upgrade_followsThePostOfRegistrar() public {
        vm.prank(REGISTRAR);
        members.proposeRegistrar(STRANGER);
        vm.prank(STRANGER);
        members.acceptRegistrar();
        vm.prank(REGISTRAR);
        vm.expectRevert(abi.encodeWithSelector(IMembers.NotRegistrar.selector, REGISTRAR));
        points.upgradeToAndCall(address(later), "");
        vm.prank(STRANGER);
        points.upgradeToAndCall(address(later), "");
    }

    function test_upgrade_revertsOnTheImplementationItself() public {
        vm.prank(REGISTRAR);
        vm.expectRevert(UUPSUpgradeable.UUPSUnauthorizedCallContext.selector);
        later.upgradeToAndCall(address(later), "");
    }
}
