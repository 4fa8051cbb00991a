// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Base64} from "@openzeppelin/contracts/utils/Base64.sol";
import {Consents} from "../../src/consent/Consents.sol";
import {IConsents} from "../../src/consent/IConsents.sol";
import {Ledger} from "../support/Ledger.sol";
import {vm} from "../support/Vm.sol";

/// @notice A person with a key and a passkey, who signs decisions for the member `merchant`.
abstract contract ConsentSigner is Ledger {
    uint256 internal constant KEY = 0xA11CE;
    uint256 internal constant OTHER_PERSON = 0xB0B;
    uint256 internal constant PASSKEY = 0xFACE;
    bytes32 internal constant SITE = sha256("candor.example");
    bytes32 internal constant CONSENT = keccak256("consent");
    bytes32 internal constant CONTENT = keccak256("content");
    uint256 internal constant ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;
    uint256 internal constant ORDER_P256 = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551;
    /// User present and verified.
    bytes1 internal constant VERIFIED = 0x05;

    Consents internal consents;
    address internal person;

    function setUp() public virtual override {
        super.setUp();
        consents = new Consents(members);
        person = vm.addr(KEY);
    }

    function decision(IConsents.State state, uint32 nonce) internal view returns (IConsents.Decision memory) {
        return IConsents.Decision(person, merchant, CONSENT, state, CONTENT, 0, nonce, uint40(NOW + 1 hours));
    }

    function signatureOf(uint256 key, IConsents.Decision memory made) internal view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, consents.digestOf(made));
        return abi.encodePacked(r, s, v);
    }

    /// Signed by the person, brought by the member.
    function bring(IConsents.Decision memory made) internal {
        bytes memory signature = signatureOf(KEY, made);
        vm.prank(MERCHANT_KEY);
        consents.decide(made, signature);
    }

    function bringRefused(IConsents.Decision memory made, bytes memory signature, bytes memory reason) internal {
        vm.prank(MERCHANT_KEY);
        vm.expectRevert(reason);
        consents.decide(made, signature);
    }

    function wrongSignature() internal view returns (bytes memory) {
        return abi.encodeWithSelector(IConsents.WrongSignature.selector, person);
    }

    struct Assertion {
        bytes32 r;
        bytes32 s;
        bytes authenticatorData;
        string clientData;
    }

    /// What an authenticator gives when a site of that relying party asks it to sign a challenge.
    function assertionOf(bytes32 rpIdHash, bytes1 flags, bytes32 challenge) internal pure returns (Assertion memory made) {
        made.authenticatorData = abi.encodePacked(rpIdHash, flags, uint32(7));
        made.clientData = string.concat(
            '{"type":"webauthn.get","challenge":"',
            Base64.encodeURL(abi.encode(challenge)),
            '","origin":"https://candor.example","crossOrigin":false}'
        );
        bytes32 message = sha256(abi.encodePacked(made.authenticatorData, sha256(bytes(made.clientData))));
        (made.r, made.s) = vm.signP256(PASSKEY, message);
        if (uint256(made.s) > ORDER_P256 / 2) made.s = bytes32(ORDER_P256 - uint256(made.s));
    }

    /// The same as bytes: the challenge stands at 23 and the type at 1 of the client data above.
    function packed(Assertion memory made) internal pure returns (bytes memory) {
        (uint256 x, uint256 y) = vm.publicKeyP256(PASSKEY);
        return abi.encodePacked(
            x, y, abi.encode(made.r, made.s, uint256(23), uint256(1), made.authenticatorData, made.clientData)
        );
    }

    function passkeyPerson(bytes32 rpIdHash) internal view returns (address) {
        (uint256 x, uint256 y) = vm.publicKeyP256(PASSKEY);
        return consents.passkeyAccount(rpIdHash, bytes32(x), bytes32(y));
    }
}
