// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title Points: who holds how many, how each was earned, and what each was spent on
/// @notice Holders are numbered from 1 within a programme. Points come into being in one way only: a merchant that takes
/// part reports purchases, and the contract computes what the rule in force at the time of each purchase gives. A
/// purchase number of a merchant earns once, for ever. Points lapse by epochs, oldest first, without any transaction.
/// Points are spent in one way only: the holder signs what is taken, for what and by whom, and the one named there brings
/// the signature. Nobody else, the programme's operator included, can take a point.
interface IPoints {
    /// @notice Points credited in one epoch that have not lapsed.
    /// @param epoch The epoch of crediting
    /// @param lapsesAt When they lapse, in seconds
    /// @param points How many
    struct Bucket {
        uint32 epoch;
        uint40 lapsesAt;
        uint256 points;
    }

    /// @notice What a holder signs (EIP-712, with the caller as `spender` before these values).
    /// @param programme The programme
    /// @param holder The holder's number
    /// @param points How many are taken, at least 1
    /// @param purpose What they are for, in the spender's own numbering
    /// @param ref The holder's reference: a spending under it happens once
    /// @param deadline Until when the contract takes the signature, in seconds
    struct Spending {
        uint32 programme;
        uint32 holder;
        uint32 points;
        uint32 purpose;
        bytes32 ref;
        uint40 deadline;
    }

    /// @notice A programme as a whole. issued = outstanding + lapsed + removed.
    /// @param issued Points ever credited
    /// @param outstanding Points that holders have now: the sum of all balances
    /// @param lapsed Points that lapsed
    /// @param holders Number of holders: the highest number in use
    /// @param removed Points that were spent and did not come back
    struct Totals {
        uint256 issued;
        uint256 outstanding;
        uint256 lapsed;
        uint32 holders;
        uint256 removed;
    }

    /// @notice The accounts became holders `firstHolder`, `firstHolder + 1`, ….
    event Enrolled(uint32 indexed programme, bytes32 indexed ref, uint32 firstHolder, address[] accounts);

    /// @notice A batch of purchases was credited. The purchases themselves are the `packed` argument of the transaction.
    /// @param programme The programme
    /// @param merchant The member that reported them
    /// @param ref The merchant's reference of the batch
    /// @param firstPurchase Purchase number of the first item
    /// @param lastPurchase Purchase number of the last item
    /// @param epoch The epoch that the points were credited in
    /// @param totalPoints Sum of the points
    /// @param results Six bytes per item, in the order of the items: points uint32, rule version uint16
    event EarnedBatch(
        uint32 indexed programme,
        uint32 indexed merchant,
        bytes32 indexed ref,
        uint32 firstPurchase,
        uint32 lastPurchase,
        uint32 epoch,
        uint256 totalPoints,
        bytes results
    );

    /// @notice A holder spent points. They were taken from the oldest epochs first.
    /// @param programme The programme
    /// @param holder The holder's number
    /// @param ref The holder's reference
    /// @param spender Who took them
    /// @param purpose What they are for, in the spender's numbering
    /// @param points How many
    event Spent(
        uint32 indexed programme, uint32 indexed holder, bytes32 ref, address spender, uint32 purpose, uint32 points
    );

    /// @notice Spent points came back to the epochs that they were taken from.
    /// @param programme The programme
    /// @param holder The holder's number
    /// @param ref The reference of the spending
    /// @param points How many the holder has again
    /// @param lapsed How many lapsed meanwhile with their epochs
    event Restored(uint32 indexed programme, uint32 indexed holder, bytes32 ref, uint32 points, uint32 lapsed);

    /// @notice The caller holds no Loyalty key of this active member.
    error NotLoyaltyKey(uint32 member, address caller);
    /// @notice The merchant does not take part in the programme, or its rules are not open yet.
    error NotEarning(uint32 programme, uint32 merchant);
    /// @notice The packed items are empty, or no whole number of items of 19 bytes.
    error MalformedBatch(uint256 length);
    /// @notice This reference was used for another content before.
    error ReferenceTaken(uint32 programme, uint32 member, bytes32 ref);
    /// @notice There is no holder of this number.
    error UnknownHolder(uint32 programme, uint32 holder);
    /// @notice This purchase has earned before.
    error AlreadyEarned(uint32 programme, uint32 merchant, uint32 purchase);
    /// @notice The purchase lies after the present block.
    error PurchaseInFuture(uint32 merchant, uint32 purchase, uint40 occurredAt);
    /// @notice The zero address cannot be a holder.
    error InvalidAccount(address account);
    /// @notice No points at all cannot be spent.
    error NothingToSpend();
    /// @notice The holder has fewer points.
    error InsufficientPoints(uint32 programme, uint32 holder, uint256 balance, uint32 points);
    /// @notice The signature was given for an earlier time.
    error SpendingExpired(uint40 deadline, uint256 blockTime);
    /// @notice The holder of this account did not sign this for this contract on this network.
    error WrongSignature(address account);
    /// @notice Only who took the points can give them back.
    error NotSpender(uint32 programme, uint32 holder, bytes32 ref, address caller);

    /// @notice Makes accounts holders of the programme, in consecutive numbers. Accounts that are holders already are
    /// passed over. By a Loyalty key of the operator or of a merchant that takes part. A repeat with the same
    /// reference and content changes nothing.
    /// @param programme The programme
    /// @param member The member that the caller acts for
    /// @param ref The member's reference
    /// @param accounts The holders' accounts
    function enrol(uint32 programme, uint32 member, bytes32 ref, address[] calldata accounts) external;

    /// @notice Credits purchases. Only a Loyalty key of the merchant. A repeat with the same reference and content
    /// changes nothing and emits nothing. Either every item is credited or none.
    /// @param programme The programme
    /// @param merchant The member that sold
    /// @param ref The merchant's reference of this batch
    /// @param packed 19 bytes per item, big-endian: holder uint32, purchase number uint32, amount in minor units
    /// uint48, time of the purchase uint40 (seconds)
    function earnBatch(uint32 programme, uint32 merchant, bytes32 ref, bytes calldata packed) external;

    /// @notice Takes points that their holder signed away to the caller, oldest first. A repeat with the same reference and
    /// content changes nothing; the reference with another content is refused.
    /// @param spending What the holder signed
    /// @param signature The holder's ECDSA signature of `digestOf(caller, spending)`
    function spend(Spending calldata spending, bytes calldata signature) external;

    /// @notice Gives back what was spent under a reference: each part to the epoch that it was taken from, where it lapses
    /// when it would have lapsed. Only by the spender. A repeat changes nothing.
    function restore(uint32 programme, uint32 holder, bytes32 ref) external;

    /// @notice What a holder signs to have a spender take points (EIP-712; name "Candor Points", version "1").
    function digestOf(address spender, Spending calldata spending) external view returns (bytes32);

    /// @notice What was spent under a holder's reference. All zero if the reference is free.
    /// @return spender Who took the points
    /// @return points How many
    /// @return purpose What for
    /// @return returned Whether they were given back
    function spendingOf(uint32 programme, uint32 holder, bytes32 ref)
        external
        view
        returns (address spender, uint32 points, uint32 purpose, bool returned);

    /// @notice Points that a holder has now.
    function balanceOf(uint32 programme, uint32 holder) external view returns (uint256);

    /// @notice The same by epoch, oldest first, empty epochs left out.
    function bucketsOf(uint32 programme, uint32 holder) external view returns (Bucket[] memory);

    /// @notice The programme as a whole, at the cost of at most ten reads.
    function totalsOf(uint32 programme) external view returns (Totals memory);

    /// @notice The number of an account's holder, 0 if it was not enrolled.
    function holderOf(uint32 programme, address account) external view returns (uint32);

    /// @notice The account of a holder, zero if there is none of this number.
    function accountOf(uint32 programme, uint32 holder) external view returns (address);

    /// @notice True if this purchase has earned.
    function hasEarned(uint32 programme, uint32 merchant, uint32 purchase) external view returns (bool);

    /// @notice Hash of what a member did under a reference, zero if the reference is free.
    function appliedUnder(uint32 programme, uint32 member, bytes32 ref) external view returns (bytes32);
}
