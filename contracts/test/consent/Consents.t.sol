// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IMembers} from "../../src/IMembers.sol";
import {Consents} from "../../src/consent/Consents.sol";
import {IConsents} from "../../src/consent/IConsents.sol";
import {vm} from "../support/Vm.sol";
import {ConsentSigner} from "./ConsentSigner.sol";

contract ConsentsTest is ConsentSigner {
    function test_decide_storesAndEmitsAGrant() public {
        IConsents.Decision memory made = decision(IConsents.State.Granted, 1);
        made.validUntil = uint40(NOW + 30 days);
        vm.expectEmit(address(consents));
        emit IConsents.Decided(merchant, person, CONSENT, IConsents.State.Granted, CONTENT, made.validUntil, 1);
        bring(made);
        IConsents.Consent memory stored = consents.consentOf(person, merchant, CONSENT);
        same(stored.content, CONTENT);
        same(uint8(stored.state), uint8(IConsents.State.Granted));
        same(stored.validUntil, made.validUntil);
        same(stored.nonce, 1);
        same(stored.decidedAt, NOW);
    }

    function test_decide_keepsConsentsOfOthersApart() public {
        bring(decision(IConsents.State.Granted, 1));
        yes(consents.isGranted(person, merchant, CONSENT));
        no(consents.isGranted(person, other, CONSENT));
        no(consents.isGranted(vm.addr(OTHER_PERSON), merchant, CONSENT));
        no(consents.isGranted(person, merchant, keccak256("another")));
    }

    function test_decide_followsAPersonWhoChangesTheirMind() public {
        bring(decision(IConsents.State.Refused, 1));
        no(consents.isGranted(person, merchant, CONSENT));
        bring(decision(IConsents.State.Refused, 2));
        bring(decision(IConsents.State.Granted, 3));
        bring(decision(IConsents.State.Granted, 4));
        yes(consents.isGranted(person, merchant, CONSENT));
        bring(decision(IConsents.State.Withdrawn, 5));
        no(consents.isGranted(person, merchant, CONSENT));
        bring(decision(IConsents.State.Granted, 6));
        yes(consents.isGranted(person, merchant, CONSENT));
    }

    function test_isGranted_endsWithTheTerm() public {
        IConsents.Decision memory made = decision(IConsents.State.Granted, 1);
        made.validUntil = uint40(NOW + 10);
        bring(made);
        vm.warp(NOW + 9);
        yes(consents.isGranted(person, merchant, CONSENT));
        vm.warp(NOW + 10);
        no(consents.isGranted(person, merchant, CONSENT));
        bring(decision(IConsents.State.Withdrawn, 2));
    }

    function test_decide_takesAWithdrawalFromAnybody() public {
        bring(decision(IConsents.State.Granted, 1));
        vm.prank(REGISTRAR);
        members.setState(merchant, IMembers.State.Suspended);
        IConsents.Decision memory made = decision(IConsents.State.Withdrawn, 2);
        bytes memory signature = signatureOf(KEY, made);
        vm.prank(STRANGER);
        consents.decide(made, signature);
        no(consents.isGranted(person, merchant, CONSENT));
    }

    function test_decide_revertsWhenAGrantIsNotBroughtByTheMember() public {
        IConsents.Decision memory made = decision(IConsents.State.Granted, 1);
        bytes memory signature = signatureOf(KEY, made);
        vm.prank(OTHER_KEY);
        vm.expectRevert(abi.encodeWithSelector(IConsents.NotMemberKey.selector, merchant, OTHER_KEY));
        consents.decide(made, signature);
        made.state = IConsents.State.Refused;
        signature = signatureOf(KEY, made);
        vm.prank(STRANGER);
        vm.expectRevert(abi.encodeWithSelector(IConsents.NotMemberKey.selector, merchant, STRANGER));
        consents.decide(made, signature);
    }

    function test_decide_revertsWhenNothingIsDecided() public {
        IConsents.Decision memory made = decision(IConsents.State.None, 1);
        expectInvalid(made);
        made = decision(IConsents.State.Granted, 1);
        made.consent = 0;
        expectInvalid(made);
        made = decision(IConsents.State.Granted, 1);
        made.content = 0;
        expectInvalid(made);
    }

    function expectInvalid(IConsents.Decision memory made) private {
        bringRefused(
            made,
            signatureOf(KEY, made),
            abi.encodeWithSelector(IConsents.InvalidDecision.selector, made.state, made.consent, made.content)
        );
    }

    function test_decide_revertsWhenExpired() public {
        IConsents.Decision memory made = decision(IConsents.State.Granted, 1);
        bytes memory signature = signatureOf(KEY, made);
        vm.warp(NOW + 1 hours + 1);
        bringRefused(
            made,
            signature,
            abi.encodeWithSelector(IConsents.DecisionExpired.selector, uint40(NOW + 1 hours), NOW + 1 hours + 1)
        );
        vm.warp(NOW + 1 hours);
        bring(made);
    }

    function test_decide_revertsWhenTheTermIsNotPossible() public {
        IConsents.Decision memory made = decision(IConsents.State.Granted, 1);
        made.validUntil = uint40(NOW);
        bringRefused(
            made,
            signatureOf(KEY, made),
            abi.encodeWithSelector(IConsents.InvalidTerm.selector, IConsents.State.Granted, uint40(NOW))
        );
        made.state = IConsents.State.Refused;
        made.validUntil = uint40(NOW + 1);
        bringRefused(
            made,
            signatureOf(KEY, made),
            abi.encodeWithSelector(IConsents.InvalidTerm.selector, IConsents.State.Refused, uint40(NOW + 1))
        );
    }

    function test_decide_revertsWhenReplayedOrOutOfOrder() public {
        IConsents.Decision memory made = decision(IConsents.State.Granted, 1);
        bring(made);
        expectWrongNonce(made, 2);
        bring(decision(IConsents.State.Withdrawn, 2));
        expectWrongNonce(made, 3);
        expectWrongNonce(decision(IConsents.State.Granted, 4), 3);
    }

    function expectWrongNonce(IConsents.Decision memory made, uint32 expected) private {
        bringRefused(
            made,
            signatureOf(KEY, made),
            abi.encodeWithSelector(IConsents.WrongNonce.selector, CONSENT, expected, made.nonce)
        );
    }

    function test_decide_revertsWhenThereIsNothingToWithdraw() public {
        bytes memory reason = abi.encodeWithSelector(IConsents.NotGranted.selector, CONSENT);
        IConsents.Decision memory made = decision(IConsents.State.Withdrawn, 1);
        bringRefused(made, signatureOf(KEY, made), reason);
        bring(decision(IConsents.State.Refused, 1));
        made = decision(IConsents.State.Withdrawn, 2);
        bringRefused(made, signatureOf(KEY, made), reason);
    }

    function test_decide_revertsWhenAGrantIsRefusedAfterwards() public {
        bring(decision(IConsents.State.Granted, 1));
        IConsents.Decision memory made = decision(IConsents.State.Refused, 2);
        bringRefused(
            made, signatureOf(KEY, made), abi.encodeWithSelector(IConsents.StillGranted.selector, CONSENT)
        );
    }

    function test_decide_revertsWhenSomebodyElseSigned() public {
        IConsents.Decision memory made = decision(IConsents.State.Granted, 1);
        bringRefused(made, signatureOf(OTHER_PERSON, made), wrongSignature());
    }

    function test_decide_revertsWhenSignedForAnotherNetwork() public {
        IConsents.Decision memory made = decision(IConsents.State.Granted, 1);
        uint256 here = block.chainid;
        vm.chainId(here + 1);
        bytes memory signature = signatureOf(KEY, made);
        vm.chainId(here);
        bringRefused(made, signature, wrongSignature());
    }

    function test_decide_revertsWhenSignedForAnotherContract() public {
        IConsents.Decision memory made = decision(IConsents.State.Granted, 1);
        Consents another = new Consents(members);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(KEY, another.digestOf(made));
        bringRefused(made, abi.encodePacked(r, s, v), wrongSignature());
    }

    function test_decide_revertsWhenTheSignatureIsMalleable() public {
        IConsents.Decision memory made = decision(IConsents.State.Granted, 1);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(KEY, consents.digestOf(made));
        bytes memory second = abi.encodePacked(r, bytes32(ORDER - uint256(s)), v == 27 ? uint8(28) : uint8(27));
        bringRefused(made, second, abi.encodeWithSelector(IConsents.MalleableSignature.selector));
    }

    function test_decide_revertsWhenTheSignatureIsNone() public {
        IConsents.Decision memory made = decision(IConsents.State.Granted, 1);
        (, bytes32 r, bytes32 s) = vm.sign(KEY, consents.digestOf(made));
        bringRefused(made, abi.encodePacked(r, s, uint8(0)), wrongSignature());
        bringRefused(made, "", abi.encodeWithSelector(IConsents.MalformedSignature.selector, 0));
        bringRefused(
            made, abi.encodePacked(r, s), abi.encodeWithSelector(IConsents.MalformedSignature.selector, 64)
        );
    }

    /// Whatever is changed after signing, it is not what the person signed.
    function testFuzz_decide_revertsWhenAnythingWasChanged(uint256 what, uint256 by) public {
        IConsents.Decision memory made = decision(IConsents.State.Granted, 1);
        bytes memory signature = signatureOf(KEY, made);
        what %= 5;
        if (what == 0) made.content = bytes32(uint256(made.content) ^ (by | 1));
        if (what == 1) made.consent = bytes32(uint256(made.consent) ^ (by | 1));
        if (what == 2) made.validUntil = uint40(NOW + 1 + by % 1e9);
        if (what == 3) made.deadline = uint40(NOW + 1 hours + 1 + by % 1e9);
        if (what == 4) made.state = IConsents.State.Refused;
        bringRefused(made, signature, wrongSignature());
    }

    function testFuzz_decide_revertsWhenABitOfTheSignatureIsTurned(uint256 place) public {
        IConsents.Decision memory made = decision(IConsents.State.Granted, 1);
        bytes memory signature = signatureOf(KEY, made);
        place %= 65 * 8;
        signature[place / 8] ^= bytes1(uint8(1 << (place % 8)));
        vm.prank(MERCHANT_KEY);
        (bool taken,) = address(consents).call(abi.encodeCall(IConsents.decide, (made, signature)));
        no(taken);
        no(consents.isGranted(person, merchant, CONSENT));
    }

    function test_digestOf_isTheOneOfEip712() public view {
        IConsents.Decision memory made = decision(IConsents.State.Granted, 1);
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Candor Consents"),
                keccak256("1"),
                block.chainid,
                address(consents)
            )
        );
        bytes32 content = keccak256(
            abi.encode(
                keccak256(
                    "Decision(address account,uint32 member,bytes32 consent,uint8 state,bytes32 content,uint40 validUntil,uint32 nonce,uint40 deadline)"
                ),
                made.account,
                made.member,
                made.consent,
                made.state,
                made.content,
                made.validUntil,
                made.nonce,
                made.deadline
            )
        );
        same(consents.digestOf(made), keccak256(abi.encodePacked(hex"1901", domain, content)));
    }
}
