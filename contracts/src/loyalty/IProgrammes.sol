// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title Loyalty programmes and the merchants that take part in them
/// @notice A programme is run by one member, its operator, and counts time in epochs of fixed length, from its creation.
/// Points credited in epoch e lapse when epoch e + lifetimeEpochs begins.
interface IProgrammes {
    /// @notice What is stored about a programme.
    /// @param operator The member that runs it
    /// @param currency ISO 4217 code in which purchases are stated, e.g. "GBP"
    /// @param startedAt Start of epoch 0, in seconds
    /// @param epochLength Length of an epoch in seconds
    /// @param lifetimeEpochs For how many epochs points are valid, the one in which they were credited included
    /// @param name Public name
    struct Programme {
        uint32 operator;
        bytes3 currency;
        uint40 startedAt;
        uint32 epochLength;
        uint8 lifetimeEpochs;
        string name;
    }

    /// @notice A programme was created. `ref` is the creating system's own reference.
    event ProgrammeCreated(
        uint32 indexed programme,
        uint32 indexed operator,
        bytes32 indexed ref,
        string name,
        bytes3 currency,
        uint32 epochLength,
        uint8 lifetimeEpochs
    );
    /// @notice A merchant may now credit points of the programme, or may no longer.
    event MerchantSet(uint32 indexed programme, uint32 indexed merchant, bool takesPart);

    /// @notice The caller holds no Loyalty key of this active member.
    error NotLoyaltyKey(uint32 member, address caller);
    /// @notice There is no programme of this number.
    error UnknownProgramme(uint32 programme);
    /// @notice A programme needs a name of 1 to 200 bytes.
    error InvalidName(uint256 length);
    /// @notice A currency is three capital letters.
    error InvalidCurrency(bytes3 currency);
    /// @notice An epoch lasts at least one hour, and points live for 1 to 7 epochs.
    error InvalidEpochs(uint32 epochLength, uint8 lifetimeEpochs);
    /// @notice This reference created another programme before.
    error ReferenceTaken(uint32 operator, bytes32 ref);

    /// @notice Creates a programme. Only a Loyalty key of the operator. A repeat with the same reference and content
    /// changes nothing and gives the same number.
    function createProgramme(
        bytes32 ref,
        uint32 operator,
        string calldata name,
        bytes3 currency,
        uint32 epochLength,
        uint8 lifetimeEpochs
    ) external returns (uint32 programme);

    /// @notice Lets a member credit points of the programme, or no longer. Only a Loyalty key of the operator.
    function setMerchant(uint32 programme, uint32 merchant, bool takesPart_) external;

    /// @notice What is stored about a programme. Reverts with UnknownProgramme.
    function programmeOf(uint32 programme) external view returns (Programme memory);

    /// @notice The member that runs a programme, 0 if there is none of this number.
    function operatorOf(uint32 programme) external view returns (uint32);

    /// @notice The programme that `operator` created under a reference, 0 if none.
    function programmeByReference(uint32 operator, bytes32 ref) external view returns (uint32);

    /// @notice How many programmes were created: the highest number in use.
    function programmeCount() external view returns (uint32);

    /// @notice True if the merchant may credit points of the programme.
    function takesPart(uint32 programme, uint32 merchant) external view returns (bool);

    /// @notice The epoch now and the number of epochs that points live.
    function epochNow(uint32 programme) external view returns (uint32 epoch, uint8 lifetimeEpochs);

    /// @notice When points credited in `epoch` lapse, in seconds.
    function lapsesAt(uint32 programme, uint32 epoch) external view returns (uint256);
}
