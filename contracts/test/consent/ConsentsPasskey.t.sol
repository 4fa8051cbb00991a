// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IConsents} from "../../src/consent/IConsents.sol";
import {vm} from "../support/Vm.sol";
import {ConsentSigner} from "./ConsentSigner.sol";

contract ConsentsPasskeyTest is ConsentSigner {
    function setUp() public override {
        super.setUp();
        person = passkeyPerson(SITE);
    }

    function assertionFor(IConsents.Decision memory made) private view returns (Assertion memory) {
        return assertionOf(SITE, VERIFIED, consents.digestOf(made));
    }

    function test_decide_takesAPasskey() public {
        IConsents.Decision memory made = decision(IConsents.State.Granted, 1);
        bytes memory signature = packed(assertionFor(made));
        vm.prank(MERCHANT_KEY);
        consents.decide(made, signature);
        yes(consents.isGranted(person, merchant, CONSENT));
    }

    function test_decide_revertsWhenAnotherDecisionWasSigned() public {
        IConsents.Decision memory made = decision(IConsents.State.Granted, 1);
        bytes memory signature = packed(assertionFor(made));
        made.content = keccak256("other content");
        bringRefused(made, signature, wrongSignature());
    }

    function test_decide_revertsWhenAnotherSiteAsked() public {
        IConsents.Decision memory made = decision(IConsents.State.Granted, 1);
        Assertion memory elsewhere = assertionOf(sha256("elsewhere.example"), VERIFIED, consents.digestOf(made));
        bringRefused(made, packed(elsewhere), wrongSignature());
    }

    function test_decide_revertsWhenThePersonWasNotVerified() public {
        IConsents.Decision memory made = decision(IConsents.State.Granted, 1);
        bringRefused(made, packed(assertionOf(SITE, 0x01, consents.digestOf(made))), wrongSignature());
    }

    function test_decide_revertsWhenThePasskeySignatureIsMalleable() public {
        IConsents.Decision memory made = decision(IConsents.State.Granted, 1);
        Assertion memory assertion = assertionFor(made);
        assertion.s = bytes32(ORDER_P256 - uint256(assertion.s));
        bringRefused(made, packed(assertion), abi.encodeWithSelector(IConsents.MalleableSignature.selector));
    }

    function test_decide_revertsWhenThePasskeyCannotBeRead() public {
        IConsents.Decision memory made = decision(IConsents.State.Granted, 1);
        bringRefused(
            made, new bytes(100), abi.encodeWithSelector(IConsents.MalformedSignature.selector, 100)
        );
        Assertion memory assertion = assertionFor(made);
        assertion.authenticatorData = abi.encodePacked(SITE, VERIFIED);
        bytes memory signature = packed(assertion);
        bringRefused(
            made, signature, abi.encodeWithSelector(IConsents.MalformedSignature.selector, signature.length)
        );
    }

    function testFuzz_decide_revertsWhenABitOfThePasskeySignatureIsTurned(uint256 place) public {
        IConsents.Decision memory made = decision(IConsents.State.Granted, 1);
        bytes memory signature = packed(assertionFor(made));
        // Key, r and s: what follows them says where to find the challenge, in more than one possible way.
        place %= 128 * 8;
        signature[place / 8] ^= bytes1(uint8(1 << (place % 8)));
        vm.prank(MERCHANT_KEY);
        (bool taken,) = address(consents).call(abi.encodeCall(IConsents.decide, (made, signature)));
        no(taken);
        no(consents.isGranted(person, merchant, CONSENT));
    }
}
