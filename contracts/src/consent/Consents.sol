// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {WebAuthn} from "@openzeppelin/contracts/utils/cryptography/WebAuthn.sol";
import {IMembers} from "../IMembers.sol";
import {IConsents} from "./IConsents.sol";

/// @title Consents
/// @notice What it does is written in IConsents.
/// @dev Not upgradeable, on purpose: nobody may ever change what a person's signature meant.
contract Consents is IConsents, EIP712 {
    bytes32 private constant DECISION_TYPE = keccak256(
        "Decision(address account,uint32 member,bytes32 consent,uint8 state,bytes32 content,uint40 validUntil,uint32 nonce,uint40 deadline)"
    );
    /// @dev Half the order of P-256, rounded down.
    uint256 private constant HALF_ORDER = 0x7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8;
    /// @dev Relying-party hash, flags and counter (WebAuthn Level 3, §6.1).
    uint256 private constant AUTHENTICATOR_DATA = 37;

    IMembers public immutable members;

    mapping(address account => mapping(uint32 member => mapping(bytes32 consent => Consent))) private _consents;

    constructor(IMembers members_) EIP712("Candor Consents", "1") {
        members = members_;
    }

    /// @inheritdoc IConsents
    function decide(Decision calldata decision, bytes calldata signature) external {
        if (decision.state == State.None || decision.consent == 0 || decision.content == 0) {
            revert InvalidDecision(decision.state, decision.consent, decision.content);
        }
        if (block.timestamp > decision.deadline) revert DecisionExpired(decision.deadline, block.timestamp);
        if (decision.validUntil != 0) {
            if (decision.state != State.Granted || decision.validUntil <= block.timestamp) {
                revert InvalidTerm(decision.state, decision.validUntil);
            }
        }
        if (decision.state != State.Withdrawn) {
            if (!members.hasRole(decision.member, IMembers.Role.Journal, msg.sender)) {
                revert NotMemberKey(decision.member, msg.sender);
            }
        }

        Consent storage stored = _consents[decision.account][decision.member][decision.consent];
        uint32 next = stored.nonce + 1;
        if (decision.nonce != next) revert WrongNonce(decision.consent, next, decision.nonce);
        if (decision.state == State.Withdrawn) {
            if (stored.state != State.Granted) revert NotGranted(decision.consent);
        } else if (decision.state == State.Refused) {
            if (stored.state == State.Granted) revert StillGranted(decision.consent);
        }
        _requireSigned(decision.account, digestOf(decision), signature);

        stored.content = decision.content;
        stored.state = decision.state;
        stored.validUntil = decision.validUntil;
        stored.nonce = next;
        stored.decidedAt = uint40(block.timestamp);
        emit Decided(
            decision.member,
            decision.account,
            decision.consent,
            decision.state,
            decision.content,
            decision.validUntil,
            next
        );
    }

    /// @inheritdoc IConsents
    function consentOf(address account, uint32 member, bytes32 consent) external view returns (Consent memory) {
        return _consents[account][member][consent];
    }

    /// @inheritdoc IConsents
    function isGranted(address account, uint32 member, bytes32 consent) external view returns (bool) {
        Consent storage stored = _consents[account][member][consent];
        return stored.state == State.Granted && (stored.validUntil == 0 || block.timestamp < stored.validUntil);
    }

    /// @inheritdoc IConsents
    function digestOf(Decision calldata decision) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(DECISION_TYPE, decision)));
    }

    /// @inheritdoc IConsents
    function passkeyAccount(bytes32 rpIdHash, bytes32 x, bytes32 y) public pure returns (address) {
        return address(uint160(uint256(keccak256(abi.encode(rpIdHash, x, y)))));
    }

    function _requireSigned(address account, bytes32 digest, bytes calldata signature) private view {
        if (signature.length == 65) _requireKey(account, digest, signature);
        else _requirePasskey(account, digest, signature);
    }

    function _requireKey(address account, bytes32 digest, bytes calldata signature) private pure {
        (address signer, ECDSA.RecoverError fault,) = ECDSA.tryRecoverCalldata(digest, signature);
        if (fault == ECDSA.RecoverError.InvalidSignatureS) revert MalleableSignature();
        if (fault != ECDSA.RecoverError.NoError || signer != account) revert WrongSignature(account);
    }

    function _requirePasskey(address account, bytes32 digest, bytes calldata signature) private view {
        if (signature.length < 64) revert MalformedSignature(signature.length);
        bytes32 x = bytes32(signature[:32]);
        bytes32 y = bytes32(signature[32:64]);
        (bool readable, WebAuthn.WebAuthnAuth calldata assertion) = WebAuthn.tryDecodeAuth(signature[64:]);
        if (!readable || assertion.authenticatorData.length < AUTHENTICATOR_DATA) {
            revert MalformedSignature(signature.length);
        }
        if (uint256(assertion.s) > HALF_ORDER) revert MalleableSignature();
        bytes32 rpIdHash = bytes32(assertion.authenticatorData[:32]);
        if (passkeyAccount(rpIdHash, x, y) != account || !WebAuthn.verify(abi.encode(digest), assertion, x, y)) {
            revert WrongSignature(account);
        }
    }
}
