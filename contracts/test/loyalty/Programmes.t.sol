// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IMembers} from "../../src/IMembers.sol";
import {IProgrammes} from "../../src/loyalty/IProgrammes.sol";
import {Ledger} from "../support/Ledger.sol";
import {vm} from "../support/Vm.sol";

contract ProgrammesTest is Ledger {
    function create(bytes32 ref, string memory name, bytes3 currency, uint32 length, uint8 lifetime)
        internal
        returns (uint32)
    {
        vm.prank(OPERATOR_KEY);
        return programmes.createProgramme(ref, operator, name, currency, length, lifetime);
    }

    function test_createProgramme_storesAndEmits() public {
        vm.expectEmit(address(programmes));
        emit IProgrammes.ProgrammeCreated(2, operator, "second", "Second", "CNY", 1 hours, 7);
        same(create("second", "Second", "CNY", 1 hours, 7), 2);
        IProgrammes.Programme memory stored = programmes.programmeOf(2);
        same(stored.operator, operator);
        same(bytes32(stored.currency), "CNY");
        same(stored.startedAt, NOW);
        same(stored.epochLength, 1 hours);
        same(stored.lifetimeEpochs, 7);
        same(bytes(stored.name), "Second");
        same(programmes.operatorOf(2), operator);
        same(programmes.programmeByReference(operator, "second"), 2);
        same(programmes.programmeCount(), 2);
    }

    function test_createProgramme_givesTheSameNumberToARepeat() public {
        vm.recordLogs();
        same(create("programme", "Harbour", "GBP", EPOCH, LIFETIME), programme);
        same(vm.getRecordedLogs().length, 0);
        same(programmes.programmeCount(), 1);
    }

    function test_createProgramme_revertsWhenReferenceNamedAnotherProgramme() public {
        vm.expectRevert(
            abi.encodeWithSelector(IProgrammes.ReferenceTaken.selector, operator, bytes32("programme"))
        );
        create("programme", "Harbour", "EUR", EPOCH, LIFETIME);
    }

    function test_createProgramme_revertsWhenNameIsEmptyOrTooLong() public {
        vm.expectRevert(abi.encodeWithSelector(IProgrammes.InvalidName.selector, 0));
        create("x", "", "GBP", EPOCH, LIFETIME);
        vm.expectRevert(abi.encodeWithSelector(IProgrammes.InvalidName.selector, 201));
        create("x", string(new bytes(201)), "GBP", EPOCH, LIFETIME);
    }

    function test_createProgramme_revertsWhenCurrencyIsNoCode() public {
        vm.expectRevert(abi.encodeWithSelector(IProgrammes.InvalidCurrency.selector, bytes3("gbp")));
        create("x", "X", "gbp", EPOCH, LIFETIME);
        vm.expectRevert(abi.encodeWithSelector(IProgrammes.InvalidCurrency.selector, bytes3("GB")));
        create("x", "X", "GB", EPOCH, LIFETIME);
    }

    function test_createProgramme_revertsWhenEpochsAreOutOfBounds() public {
        vm.expectRevert(abi.encodeWithSelector(IProgrammes.InvalidEpochs.selector, 1 hours - 1, 3));
        create("x", "X", "GBP", 1 hours - 1, 3);
        vm.expectRevert(abi.encodeWithSelector(IProgrammes.InvalidEpochs.selector, 1 hours, 0));
        create("x", "X", "GBP", 1 hours, 0);
        vm.expectRevert(abi.encodeWithSelector(IProgrammes.InvalidEpochs.selector, 1 hours, 8));
        create("x", "X", "GBP", 1 hours, 8);
    }

    function test_createProgramme_revertsWhenCallerHoldsNoLoyaltyKey() public {
        vm.prank(STRANGER);
        vm.expectRevert(abi.encodeWithSelector(IProgrammes.NotLoyaltyKey.selector, operator, STRANGER));
        programmes.createProgramme("x", operator, "X", "GBP", EPOCH, LIFETIME);
    }

    function test_setMerchant_letsTakePartAndEndsIt() public {
        yes(programmes.takesPart(programme, merchant));
        no(programmes.takesPart(programme, other));
        vm.startPrank(OPERATOR_KEY);
        vm.expectEmit(address(programmes));
        emit IProgrammes.MerchantSet(programme, other, true);
        programmes.setMerchant(programme, other, true);
        yes(programmes.takesPart(programme, other));
        programmes.setMerchant(programme, other, false);
        no(programmes.takesPart(programme, other));
    }

    function test_setMerchant_changesNothingWhenRepeated() public {
        vm.recordLogs();
        vm.prank(OPERATOR_KEY);
        programmes.setMerchant(programme, merchant, true);
        same(vm.getRecordedLogs().length, 0);
    }

    function test_setMerchant_revertsWhenMerchantIsUnknown() public {
        vm.prank(OPERATOR_KEY);
        vm.expectRevert(abi.encodeWithSelector(IMembers.UnknownMember.selector, 99));
        programmes.setMerchant(programme, 99, true);
    }

    function test_setMerchant_revertsWhenProgrammeIsUnknown() public {
        vm.prank(OPERATOR_KEY);
        vm.expectRevert(abi.encodeWithSelector(IProgrammes.UnknownProgramme.selector, 99));
        programmes.setMerchant(99, merchant, true);
    }

    function test_setMerchant_revertsWhenCallerIsNotTheOperator() public {
        vm.prank(OTHER_KEY);
        vm.expectRevert(abi.encodeWithSelector(IProgrammes.NotLoyaltyKey.selector, operator, OTHER_KEY));
        programmes.setMerchant(programme, other, true);
    }

    function test_programmeOf_revertsWhenUnknown() public {
        vm.expectRevert(abi.encodeWithSelector(IProgrammes.UnknownProgramme.selector, 99));
        programmes.programmeOf(99);
        same(programmes.operatorOf(99), 0);
    }

    function test_epochNow_revertsWhenUnknown() public {
        vm.expectRevert(abi.encodeWithSelector(IProgrammes.UnknownProgramme.selector, 99));
        programmes.epochNow(99);
        vm.expectRevert(abi.encodeWithSelector(IProgrammes.UnknownProgramme.selector, 99));
        programmes.lapsesAt(99, 0);
    }

    function testFuzz_epochNow_countsFromTheCreation(uint32 passed) public {
        vm.warp(NOW + passed);
        (uint32 epoch, uint8 lifetime) = programmes.epochNow(programme);
        same(epoch, passed / EPOCH);
        same(lifetime, LIFETIME);
        uint256 lapses = programmes.lapsesAt(programme, epoch);
        yes(lapses > NOW + passed + uint256(LIFETIME - 1) * EPOCH);
        yes(lapses <= NOW + passed + uint256(LIFETIME) * EPOCH);
    }
}
