// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title The public, dated, versioned rules by which purchases earn points
/// @notice Each merchant of a programme has its own history of versions, numbered from 1. A version is in force from its
/// start until the next version starts, or until its own end. While a history is being set up its versions may start in
/// the past; after `open` a version can only start in the future. Points are credited only after `open`, for purchases
/// that have happened: so the rule for a purchase never changes once it can have earned.
interface IEarnRules {
    /// @notice How a purchase earns: points = min(maximumPoints, floor(amount * pointsNumerator / spendUnit)),
    /// or none if the amount is below minimumSpend.
    /// @param pointsNumerator Points per spendUnit
    /// @param spendUnit Minor units of the programme's currency (pence, fen) that earn pointsNumerator points
    /// @param minimumSpend Smallest purchase that earns, in minor units
    /// @param maximumPoints Most points that one purchase earns
    /// @param startsAt Start, in seconds
    /// @param endsAt End (exclusive), in seconds; 0 if open
    struct Rule {
        uint32 pointsNumerator;
        uint48 spendUnit;
        uint48 minimumSpend;
        uint32 maximumPoints;
        uint40 startsAt;
        uint40 endsAt;
    }

    /// @notice A version was published.
    event RulePublished(uint32 indexed programme, uint32 indexed merchant, uint16 indexed version, Rule rule);
    /// @notice The merchant's history is set up: from now on versions start in the future and purchases earn.
    event Opened(uint32 indexed programme, uint32 indexed merchant);

    /// @notice The caller holds a Loyalty key of neither the merchant nor the programme's operator.
    error NotPublisher(uint32 programme, uint32 merchant, address caller);
    /// @notice The merchant does not take part in the programme.
    error NotTakingPart(uint32 programme, uint32 merchant);
    /// @notice The rule is not possible: spendUnit and maximumPoints must not be 0, and the end lies after the start.
    error InvalidRule(Rule rule);
    /// @notice Each version starts after the one before.
    error StartNotLater(uint40 latestStart, uint40 startsAt);
    /// @notice In an open history a version starts later than the present block.
    error StartInPast(uint256 blockTime, uint40 startsAt);
    /// @notice A history holds at most 65,535 versions.
    error TooManyVersions(uint32 programme, uint32 merchant);
    /// @notice A history without any version cannot be opened.
    error NothingPublished(uint32 programme, uint32 merchant);

    /// @notice Publishes the next version. By a Loyalty key of the merchant or of the programme's operator.
    /// Publishing an existing version again changes nothing and gives its number.
    function publish(uint32 programme, uint32 merchant, Rule calldata rule) external returns (uint16 version);

    /// @notice Ends the setting up of a merchant's history. By the same keys as `publish`. A repeat changes nothing.
    function open(uint32 programme, uint32 merchant) external;

    /// @notice True once `open` was called for the merchant.
    function isOpen(uint32 programme, uint32 merchant) external view returns (bool);

    /// @notice The version in force at a time. Version 0 and an empty rule if none was.
    function ruleAt(uint32 programme, uint32 merchant, uint40 time)
        external
        view
        returns (uint16 version, Rule memory rule);

    /// @notice As `ruleAt`, with the span of time around `time` for which the answer is the same.
    /// @return version The version in force, 0 if none
    /// @return rule The rule in force
    /// @return from Start of the span
    /// @return until End of the span (exclusive)
    function inForce(uint32 programme, uint32 merchant, uint40 time)
        external
        view
        returns (uint16 version, Rule memory rule, uint40 from, uint40 until);

    /// @notice One version by its number. Reverts if there is none.
    function ruleOf(uint32 programme, uint32 merchant, uint16 version) external view returns (Rule memory);

    /// @notice How many versions the merchant has published.
    function versionCount(uint32 programme, uint32 merchant) external view returns (uint16);

    /// @notice What a purchase of `amount` minor units at `time` earns, and by which version.
    function pointsFor(uint32 programme, uint32 merchant, uint48 amount, uint40 time)
        external
        view
        returns (uint32 points, uint16 version);
}
