// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title Consents: what people allow a member to do with what it knows of them
/// @notice A consent is known here by two commitments and an account, none of which tells anybody anything: who the
/// person is, what they allow and for what purpose stays with the person and the member. What is public is that the
/// holder of an account granted, refused or withdrew something, and when, and that nobody else did so for them.
///
/// Each decision is signed by the person (EIP-712) and brought here by somebody else, who pays for it. Grants and
/// refusals are brought by the member they are addressed to, with one of its Journal keys, so that nobody can make a
/// member hold a consent that it never asked for. A withdrawal may be brought by anybody who has the signature, also
/// while the member is suspended: nobody can keep a person from taking back what they gave.
///
/// An account is either the address of a secp256k1 key, or stands for a passkey (see `passkeyAccount`).
interface IConsents {
    /// @notice What was decided last. None: nothing yet.
    enum State {
        None,
        Granted,
        Refused,
        Withdrawn
    }

    /// @notice A decision as the person signs it.
    /// @param account Who decides
    /// @param member The member that asked
    /// @param consent Salted commitment to purpose and recipient: the same for all decisions about them
    /// @param state Granted, Refused or Withdrawn
    /// @param content Salted commitment to all that was decided: data categories, notice, term
    /// @param validUntil Until when a grant holds, in seconds; 0 for until it is withdrawn
    /// @param nonce 1 for the first decision about this consent, then one more each time
    /// @param deadline Until when the decision may be brought here, in seconds
    struct Decision {
        address account;
        uint32 member;
        bytes32 consent;
        State state;
        bytes32 content;
        uint40 validUntil;
        uint32 nonce;
        uint40 deadline;
    }

    /// @notice What is stored of a consent.
    /// @param content Commitment of the newest decision
    /// @param state What it was
    /// @param validUntil Until when a grant holds, in seconds; 0 for until it is withdrawn
    /// @param nonce Number of decisions so far
    /// @param decidedAt Time of the block that took the newest, in seconds
    struct Consent {
        bytes32 content;
        State state;
        uint40 validUntil;
        uint32 nonce;
        uint40 decidedAt;
    }

    /// @notice A person decided.
    event Decided(
        uint32 indexed member,
        address indexed account,
        bytes32 indexed consent,
        State state,
        bytes32 content,
        uint40 validUntil,
        uint32 nonce
    );

    /// @notice A decision is one of three, about something, with some content.
    error InvalidDecision(State state, bytes32 consent, bytes32 content);
    /// @notice Only a grant has an end, and it lies after the present block.
    error InvalidTerm(State state, uint40 validUntil);
    /// @notice The decision was signed to be brought here by an earlier time.
    error DecisionExpired(uint40 deadline, uint256 blockTime);
    /// @notice The decision is not the next one about this consent: it was brought here before, or another came first.
    error WrongNonce(bytes32 consent, uint32 expected, uint32 nonce);
    /// @notice Only what is granted can be withdrawn.
    error NotGranted(bytes32 consent);
    /// @notice What is granted is withdrawn, not refused.
    error StillGranted(bytes32 consent);
    /// @notice Grants and refusals are brought by a Journal key of the active member that they are addressed to.
    error NotMemberKey(uint32 member, address caller);
    /// @notice The bytes are no signature of a kind known here.
    error MalformedSignature(uint256 length);
    /// @notice The signature is the second spelling of another one (its s lies in the upper half of the order).
    error MalleableSignature();
    /// @notice The account did not sign this decision for this contract on this network.
    error WrongSignature(address account);

    /// @notice Takes a decision down.
    /// @param decision What was decided
    /// @param signature Either 65 bytes r ‖ s ‖ v of the account's secp256k1 key over `digestOf(decision)`, or of a
    /// passkey: x ‖ y ‖ abi.encode(r, s, challengeIndex, typeIndex, authenticatorData, clientDataJSON), a WebAuthn
    /// assertion with user verification whose challenge is `digestOf(decision)`
    function decide(Decision calldata decision, bytes calldata signature) external;

    /// @notice What is stored of a consent; all zero if nothing was decided.
    function consentOf(address account, uint32 member, bytes32 consent) external view returns (Consent memory);

    /// @notice True while a consent is granted and its term has not passed.
    function isGranted(address account, uint32 member, bytes32 consent) external view returns (bool);

    /// @notice The EIP-712 hash that is signed for a decision.
    function digestOf(Decision calldata decision) external view returns (bytes32);

    /// @notice The account that stands for a passkey. The site it was made for is part of it, so that what another site
    /// makes the same authenticator sign counts for nothing here.
    /// @param rpIdHash SHA-256 of the site's WebAuthn relying-party id
    /// @param x Public key on P-256
    /// @param y Public key on P-256
    function passkeyAccount(bytes32 rpIdHash, bytes32 x, bytes32 y) external pure returns (address);
}
