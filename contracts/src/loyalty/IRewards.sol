// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title What members can spend points on, and the vouchers that they got for them
/// @notice A merchant that takes part in a programme offers items at a price in points. A holder who signs the spending gets
/// a voucher, while there is stock and the offer runs; the merchant marks it as used, once. A voucher that was not used may
/// be cancelled until it expires: the points go back to where they came from, and the piece to the stock.
/// Vouchers are known by references of 32 bytes that the merchant's system chooses; price and terms of an item never change.
interface IRewards {
    /// @notice Where a voucher stands.
    enum State {
        None,
        Valid,
        Used,
        Cancelled
    }

    /// @notice What a merchant offers.
    /// @param price Points, at least 1
    /// @param stock How many can be redeemed
    /// @param startsAt From when, in seconds
    /// @param endsAt Until when (exclusive), in seconds; 0 if open
    /// @param validity For how many seconds a voucher can be used, at least 1
    /// @param content Hash of what is promised in words; not 0
    struct Terms {
        uint32 price;
        uint32 stock;
        uint40 startsAt;
        uint40 endsAt;
        uint32 validity;
        bytes32 content;
    }

    /// @notice What is stored about an item: the terms with the stock and the end as they are now.
    struct Item {
        uint32 programme;
        uint32 merchant;
        uint32 price;
        uint32 stock;
        uint40 startsAt;
        uint40 endsAt;
        uint32 validity;
        bytes32 content;
    }

    /// @notice What is stored about a voucher.
    /// @param item The item
    /// @param holder Who redeemed it
    /// @param redeemedAt When, in seconds
    /// @param expiresAt Until when (exclusive) it can be used, in seconds
    /// @param state Where it stands
    struct Voucher {
        uint32 item;
        uint32 holder;
        uint40 redeemedAt;
        uint40 expiresAt;
        State state;
    }

    /// @notice A merchant offers an item. `ref` is the merchant's own reference.
    event Offered(
        uint32 indexed programme, uint32 indexed merchant, uint32 indexed item, bytes32 ref, Terms terms
    );
    /// @notice The stock of an item was changed by the merchant, by `change` to `stock`.
    event StockChanged(
        uint32 indexed programme, uint32 indexed merchant, uint32 indexed item, bytes32 ref, int32 change, uint32 stock
    );
    /// @notice The offer was ended before its time. Vouchers stay what they are.
    event Ended(uint32 indexed programme, uint32 indexed merchant, uint32 indexed item, uint40 endsAt);
    /// @notice A holder got a voucher for points. `ref` is the voucher.
    event Redeemed(
        uint32 indexed programme,
        uint32 indexed merchant,
        uint32 indexed item,
        bytes32 ref,
        uint32 holder,
        uint32 points,
        uint40 expiresAt
    );
    /// @notice A voucher was used. `ref` is the voucher.
    event Used(uint32 indexed programme, uint32 indexed merchant, uint32 indexed item, bytes32 ref);
    /// @notice A voucher was cancelled, its points were given back. `ref` is the voucher.
    event Cancelled(uint32 indexed programme, uint32 indexed merchant, uint32 indexed item, bytes32 ref);

    /// @notice The caller holds no Loyalty key of this active member.
    error NotLoyaltyKey(uint32 member, address caller);
    /// @notice The merchant does not take part in the programme.
    error NotTakingPart(uint32 programme, uint32 merchant);
    /// @notice Terms need a price, a validity and a content, and end after they start.
    error InvalidTerms(Terms terms);
    /// @notice There is no item of this number.
    error UnknownItem(uint32 item);
    /// @notice This reference of the merchant was used for another content before.
    error MerchantReferenceTaken(uint32 merchant, bytes32 ref);
    /// @notice The stock cannot be changed so: it is never below none, nor above 2^32 - 1.
    error StockOutOfBounds(uint32 item, uint32 stock, int32 change);
    /// @notice The offer has not begun, or is over.
    error NotOffered(uint32 item, uint40 startsAt, uint40 endsAt);
    /// @notice All pieces are redeemed.
    error OutOfStock(uint32 item);
    /// @notice There is no such voucher, or it was used or cancelled before.
    error VoucherNotValid(uint32 merchant, bytes32 voucher, State state);
    /// @notice The voucher can no longer be used or cancelled.
    error VoucherExpired(uint32 merchant, bytes32 voucher, uint40 expiresAt);

    /// @notice Offers an item. Only a Loyalty key of the merchant. A repeat with the same reference and content changes
    /// nothing and gives the same number.
    /// @return item The number given, from 1
    function offer(uint32 programme, uint32 merchant, bytes32 ref, Terms calldata terms) external returns (uint32 item);

    /// @notice Adds pieces to the stock or takes some away. Only a Loyalty key of the item's merchant. A repeat changes
    /// nothing.
    function changeStock(uint32 item, bytes32 ref, int32 change) external;

    /// @notice Ends an offer now. Only a Loyalty key of the item's merchant. Ending what is over changes nothing.
    function end(uint32 item) external;

    /// @notice Takes the price from the holder and gives a voucher. Only a Loyalty key of the item's merchant, with the
    /// holder's signature of the spending: this contract is the spender, the item's number the purpose, the voucher the
    /// reference. A repeat for the same item and holder changes nothing.
    /// @param item The item
    /// @param holder The holder's number in the item's programme
    /// @param voucher The voucher's reference
    /// @param deadline Until when the signature holds, in seconds
    /// @param signature The holder's signature (see IPoints.digestOf)
    function redeem(uint32 item, uint32 holder, bytes32 voucher, uint40 deadline, bytes calldata signature) external;

    /// @notice Marks a voucher as used. Only a Loyalty key of the merchant. A repeat under the same reference changes
    /// nothing; under another one it is refused, as a voucher is used once.
    function use(uint32 merchant, bytes32 voucher, bytes32 ref) external;

    /// @notice Cancels a voucher that was not used and has not expired. Only a Loyalty key of the merchant. A repeat under
    /// the same reference changes nothing.
    function cancel(uint32 merchant, bytes32 voucher, bytes32 ref) external;

    /// @notice What is stored about an item. Reverts with UnknownItem.
    function itemOf(uint32 item) external view returns (Item memory);

    /// @notice How many items were ever offered: the highest number in use.
    function itemCount() external view returns (uint32);

    /// @notice What is stored about a voucher; state None where there is none.
    function voucherOf(uint32 merchant, bytes32 voucher) external view returns (Voucher memory);
}
