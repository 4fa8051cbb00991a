// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IMembers} from "../src/IMembers.sol";
import {Members} from "../src/Members.sol";
import {Ledger} from "./support/Ledger.sol";
import {vm} from "./support/Vm.sol";

contract MembersTest is Ledger {
    address internal constant NEW_KEY = address(0x2001);

    function test_constructor_revertsWhenRegistrarIsZero() public {
        vm.expectRevert(abi.encodeWithSelector(IMembers.InvalidKey.selector, address(0)));
        new Members(address(0));
    }

    function test_admit_numbersMembersFromOne() public {
        same(operator, 1);
        same(merchant, 2);
        same(admit("fourth", NEW_KEY), 4);
        same(members.memberCount(), 4);
        same(members.memberByReference("fourth"), 4);
        IMembers.Member memory member = members.memberOf(4);
        same(bytes(member.name), "A company");
        same(uint8(member.state), uint8(IMembers.State.Active));
        same(member.admittedAt, NOW);
        same(member.admins, 1);
    }

    function test_admit_emits() public {
        vm.expectEmit(address(members));
        emit IMembers.Admitted(4, "fourth", "A company");
        vm.expectEmit(address(members));
        emit IMembers.KeySet(4, NEW_KEY, IMembers.Role.Admin, true);
        admit("fourth", NEW_KEY);
    }

    function test_admit_givesTheSameNumberToARepeat() public {
        vm.recordLogs();
        same(admit("merchant", MERCHANT_KEY), merchant);
        same(vm.getRecordedLogs().length, 0);
        same(members.memberCount(), 3);
    }

    function test_admit_revertsWhenReferenceNamedAnotherCompany() public {
        vm.prank(REGISTRAR);
        vm.expectRevert(abi.encodeWithSelector(IMembers.ReferenceTaken.selector, bytes32("merchant")));
        members.admit("merchant", "Another company", allRoles(MERCHANT_KEY));
    }

    function test_admit_revertsWhenCallerIsNotRegistrar() public {
        vm.prank(STRANGER);
        vm.expectRevert(abi.encodeWithSelector(IMembers.NotRegistrar.selector, STRANGER));
        members.admit("x", "X", allRoles(NEW_KEY));
    }

    function test_admit_revertsWhenNameIsEmptyOrTooLong() public {
        vm.startPrank(REGISTRAR);
        vm.expectRevert(abi.encodeWithSelector(IMembers.InvalidName.selector, 0));
        members.admit("x", "", allRoles(NEW_KEY));
        vm.expectRevert(abi.encodeWithSelector(IMembers.InvalidName.selector, 201));
        members.admit("x", string(new bytes(201)), allRoles(NEW_KEY));
    }

    function test_admit_revertsWhenNobodyIsAdmin() public {
        IMembers.KeyGrant[] memory keys = new IMembers.KeyGrant[](1);
        keys[0] = IMembers.KeyGrant(NEW_KEY, IMembers.Role.Journal);
        vm.prank(REGISTRAR);
        vm.expectRevert(abi.encodeWithSelector(IMembers.LastAdmin.selector, 4));
        members.admit("x", "X", keys);
    }

    function test_admit_revertsWhenAKeyIsZero() public {
        vm.prank(REGISTRAR);
        vm.expectRevert(abi.encodeWithSelector(IMembers.InvalidKey.selector, address(0)));
        members.admit("x", "X", allRoles(address(0)));
    }

    function test_hasRole_isPerMemberRoleAndKey() public view {
        yes(members.hasRole(merchant, IMembers.Role.Loyalty, MERCHANT_KEY));
        no(members.hasRole(other, IMembers.Role.Loyalty, MERCHANT_KEY));
        no(members.hasRole(merchant, IMembers.Role.Loyalty, OTHER_KEY));
        no(members.hasRole(0, IMembers.Role.Loyalty, MERCHANT_KEY));
        no(members.hasRole(99, IMembers.Role.Admin, MERCHANT_KEY));
    }

    function test_memberOf_revertsWhenUnknown() public {
        vm.expectRevert(abi.encodeWithSelector(IMembers.UnknownMember.selector, 99));
        members.memberOf(99);
    }

    function test_setState_stopsAndReinstatesTheKeys() public {
        vm.startPrank(REGISTRAR);
        vm.expectEmit(address(members));
        emit IMembers.StateChanged(merchant, IMembers.State.Suspended);
        members.setState(merchant, IMembers.State.Suspended);
        no(members.hasRole(merchant, IMembers.Role.Loyalty, MERCHANT_KEY));
        members.setState(merchant, IMembers.State.Active);
        yes(members.hasRole(merchant, IMembers.Role.Loyalty, MERCHANT_KEY));
    }

    function test_setState_changesNothingWhenRepeated() public {
        vm.recordLogs();
        vm.prank(REGISTRAR);
        members.setState(merchant, IMembers.State.Active);
        same(vm.getRecordedLogs().length, 0);
    }

    function test_setState_revertsWhenMemberHasLeft() public {
        vm.startPrank(REGISTRAR);
        members.setState(merchant, IMembers.State.Left);
        vm.expectRevert(
            abi.encodeWithSelector(
                IMembers.InvalidState.selector, merchant, IMembers.State.Left, IMembers.State.Active
            )
        );
        members.setState(merchant, IMembers.State.Active);
    }

    function test_setState_revertsWhenSetToNone() public {
        vm.prank(REGISTRAR);
        vm.expectRevert(
            abi.encodeWithSelector(
                IMembers.InvalidState.selector, merchant, IMembers.State.Active, IMembers.State.None
            )
        );
        members.setState(merchant, IMembers.State.None);
    }

    function test_setState_revertsWhenUnknown() public {
        vm.prank(REGISTRAR);
        vm.expectRevert(abi.encodeWithSelector(IMembers.UnknownMember.selector, 99));
        members.setState(99, IMembers.State.Left);
    }

    function test_setState_revertsWhenCallerIsNotRegistrar() public {
        vm.prank(MERCHANT_KEY);
        vm.expectRevert(abi.encodeWithSelector(IMembers.NotRegistrar.selector, MERCHANT_KEY));
        members.setState(merchant, IMembers.State.Left);
    }

    function test_setKey_grantsAndRevokes() public {
        vm.startPrank(MERCHANT_KEY);
        vm.expectEmit(address(members));
        emit IMembers.KeySet(merchant, NEW_KEY, IMembers.Role.Journal, true);
        members.setKey(merchant, NEW_KEY, IMembers.Role.Journal, true);
        yes(members.hasRole(merchant, IMembers.Role.Journal, NEW_KEY));
        no(members.hasRole(merchant, IMembers.Role.Loyalty, NEW_KEY));
        members.setKey(merchant, NEW_KEY, IMembers.Role.Journal, false);
        no(members.hasRole(merchant, IMembers.Role.Journal, NEW_KEY));
    }

    function test_setKey_changesNothingWhenRepeated() public {
        vm.recordLogs();
        vm.prank(MERCHANT_KEY);
        members.setKey(merchant, MERCHANT_KEY, IMembers.Role.Admin, true);
        same(vm.getRecordedLogs().length, 0);
        same(members.memberOf(merchant).admins, 1);
    }

    function test_setKey_revertsWhenLastAdminWouldGo() public {
        vm.prank(MERCHANT_KEY);
        vm.expectRevert(abi.encodeWithSelector(IMembers.LastAdmin.selector, merchant));
        members.setKey(merchant, MERCHANT_KEY, IMembers.Role.Admin, false);
    }

    function test_setKey_letsAnAdminGoWhenAnotherStays() public {
        vm.startPrank(MERCHANT_KEY);
        members.setKey(merchant, NEW_KEY, IMembers.Role.Admin, true);
        members.setKey(merchant, MERCHANT_KEY, IMembers.Role.Admin, false);
        no(members.hasRole(merchant, IMembers.Role.Admin, MERCHANT_KEY));
        same(members.memberOf(merchant).admins, 1);
    }

    function test_setKey_revertsWhenCallerIsNotAdminOfThatMember() public {
        vm.prank(OTHER_KEY);
        vm.expectRevert(abi.encodeWithSelector(IMembers.NotAdmin.selector, merchant, OTHER_KEY));
        members.setKey(merchant, OTHER_KEY, IMembers.Role.Admin, true);
    }

    function test_setKey_revertsWhenMemberIsSuspended() public {
        vm.prank(REGISTRAR);
        members.setState(merchant, IMembers.State.Suspended);
        vm.prank(MERCHANT_KEY);
        vm.expectRevert(abi.encodeWithSelector(IMembers.NotAdmin.selector, merchant, MERCHANT_KEY));
        members.setKey(merchant, NEW_KEY, IMembers.Role.Admin, true);
    }

    function test_rotateKey_passesEveryRoleOn() public {
        vm.prank(MERCHANT_KEY);
        vm.expectEmit(address(members));
        emit IMembers.KeyRotated(merchant, MERCHANT_KEY, NEW_KEY);
        members.rotateKey(merchant, MERCHANT_KEY, NEW_KEY);
        for (uint8 role; role < 3; ++role) {
            no(members.hasRole(merchant, IMembers.Role(role), MERCHANT_KEY));
            yes(members.hasRole(merchant, IMembers.Role(role), NEW_KEY));
        }
        same(members.memberOf(merchant).admins, 1);
    }

    function test_rotateKey_revertsWhenNewKeyIsInUse() public {
        vm.startPrank(MERCHANT_KEY);
        members.setKey(merchant, NEW_KEY, IMembers.Role.Journal, true);
        vm.expectRevert(abi.encodeWithSelector(IMembers.KeyInUse.selector, merchant, NEW_KEY));
        members.rotateKey(merchant, MERCHANT_KEY, NEW_KEY);
    }

    function test_rotateKey_revertsWhenAKeyIsInvalid() public {
        vm.startPrank(MERCHANT_KEY);
        vm.expectRevert(abi.encodeWithSelector(IMembers.InvalidKey.selector, address(0)));
        members.rotateKey(merchant, MERCHANT_KEY, address(0));
        vm.expectRevert(abi.encodeWithSelector(IMembers.InvalidKey.selector, STRANGER));
        members.rotateKey(merchant, STRANGER, NEW_KEY);
    }

    function test_rotateKey_revertsWhenCallerIsNotAdmin() public {
        vm.prank(STRANGER);
        vm.expectRevert(abi.encodeWithSelector(IMembers.NotAdmin.selector, merchant, STRANGER));
        members.rotateKey(merchant, MERCHANT_KEY, STRANGER);
    }

    function test_acceptRegistrar_handsThePostOver() public {
        vm.prank(REGISTRAR);
        members.proposeRegistrar(NEW_KEY);
        same(members.registrar(), REGISTRAR);
        same(members.successor(), NEW_KEY);
        vm.prank(NEW_KEY);
        vm.expectEmit(address(members));
        emit IMembers.RegistrarChanged(REGISTRAR, NEW_KEY);
        members.acceptRegistrar();
        same(members.registrar(), NEW_KEY);
        same(members.successor(), address(0));
    }

    function test_acceptRegistrar_revertsWhenNotNamed() public {
        vm.prank(STRANGER);
        vm.expectRevert(abi.encodeWithSelector(IMembers.NotSuccessor.selector, STRANGER));
        members.acceptRegistrar();
    }

    function test_proposeRegistrar_revertsWhenCallerIsNotRegistrar() public {
        vm.prank(STRANGER);
        vm.expectRevert(abi.encodeWithSelector(IMembers.NotRegistrar.selector, STRANGER));
        members.proposeRegistrar(STRANGER);
    }

    function test_proposeRegistrar_takesAnOfferBack() public {
        vm.startPrank(REGISTRAR);
        members.proposeRegistrar(NEW_KEY);
        members.proposeRegistrar(address(0));
        vm.stopPrank();
        vm.prank(NEW_KEY);
        vm.expectRevert(abi.encodeWithSelector(IMembers.NotSuccessor.selector, NEW_KEY));
        members.acceptRegistrar();
    }

    function testFuzz_hasRole_isFalseForAnyOtherKey(uint32 member, uint8 role, address key) public view {
        vm.assume(key != OPERATOR_KEY && key != MERCHANT_KEY && key != OTHER_KEY);
        no(members.hasRole(member, IMembers.Role(role % 3), key));
    }
}
