// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IMembers} from "../IMembers.sol";
import {UpgradeableByRegistrar} from "../upgrade/UpgradeableByRegistrar.sol";
import {IPoints} from "./IPoints.sol";
import {IProgrammes} from "./IProgrammes.sol";
import {IRewards} from "./IRewards.sol";

/// @title Rewards
/// @notice What it does is written in IRewards.
/// @dev Points are taken by the Points contract on the holder's signature; this contract has no right over it of its own.
contract Rewards is IRewards, UpgradeableByRegistrar {
    IProgrammes public immutable programmes;
    IPoints public immutable points;

    /// @inheritdoc IRewards
    uint32 public itemCount;
    mapping(uint32 item => Item) private _items;
    mapping(uint32 merchant => mapping(bytes32 voucher => Voucher)) private _vouchers;
    mapping(uint32 merchant => mapping(bytes32 ref => bytes32 digest)) private _applied;
    mapping(uint32 merchant => mapping(bytes32 ref => uint32 item)) private _offered;

    constructor(IMembers members_, IProgrammes programmes_, IPoints points_) UpgradeableByRegistrar(members_) {
        programmes = programmes_;
        points = points_;
    }

    /// @inheritdoc IRewards
    function offer(uint32 programme, uint32 merchant, bytes32 ref, Terms calldata terms)
        external
        returns (uint32 item)
    {
        _onlyLoyaltyKey(merchant);
        if (!programmes.takesPart(programme, merchant)) revert NotTakingPart(programme, merchant);
        if (
            terms.price == 0 || terms.validity == 0 || terms.content == 0
                || (terms.endsAt != 0 && terms.endsAt <= terms.startsAt)
        ) revert InvalidTerms(terms);
        if (!_firstTime(merchant, ref, keccak256(abi.encode("offer", programme, terms)))) return _offered[merchant][ref];
        item = ++itemCount;
        _offered[merchant][ref] = item;
        _items[item] = Item(
            programme, merchant, terms.price, terms.stock, terms.startsAt, terms.endsAt, terms.validity, terms.content
        );
        emit Offered(programme, merchant, item, ref, terms);
    }

    /// @inheritdoc IRewards
    function changeStock(uint32 item, bytes32 ref, int32 change) external {
        Item storage stored = _ownItem(item);
        if (!_firstTime(stored.merchant, ref, keccak256(abi.encode("stock", item, change)))) return;
        int256 stock = int256(uint256(stored.stock)) + change;
        if (stock < 0 || stock > int256(uint256(type(uint32).max))) revert StockOutOfBounds(item, stored.stock, change);
        stored.stock = uint32(uint256(stock));
        emit StockChanged(stored.programme, stored.merchant, item, ref, change, stored.stock);
    }

    /// @inheritdoc IRewards
    function end(uint32 item) external {
        Item storage stored = _ownItem(item);
        if (_isOver(stored)) return;
        stored.endsAt = uint40(block.timestamp);
        emit Ended(stored.programme, stored.merchant, item, stored.endsAt);
    }

    /// @inheritdoc IRewards
    function redeem(uint32 item, uint32 holder, bytes32 voucher, uint40 deadline, bytes calldata signature) external {
        Item storage stored = _ownItem(item);
        Voucher storage made = _vouchers[stored.merchant][voucher];
        if (made.state != State.None) {
            if (made.item != item || made.holder != holder) revert MerchantReferenceTaken(stored.merchant, voucher);
            return;
        }
        if (!programmes.takesPart(stored.programme, stored.merchant)) {
            revert NotTakingPart(stored.programme, stored.merchant);
        }
        if (block.timestamp < stored.startsAt || _isOver(stored)) {
            revert NotOffered(item, stored.startsAt, stored.endsAt);
        }
        if (stored.stock == 0) revert OutOfStock(item);

        --stored.stock;
        uint40 expiresAt = uint40(block.timestamp + stored.validity);
        _vouchers[stored.merchant][voucher] = Voucher(item, holder, uint40(block.timestamp), expiresAt, State.Valid);
        emit Redeemed(stored.programme, stored.merchant, item, voucher, holder, stored.price, expiresAt);
        points.spend(IPoints.Spending(stored.programme, holder, stored.price, item, voucher, deadline), signature);
    }

    /// @inheritdoc IRewards
    function use(uint32 merchant, bytes32 voucher, bytes32 ref) external {
        _onlyLoyaltyKey(merchant);
        if (!_firstTime(merchant, ref, keccak256(abi.encode("use", voucher)))) return;
        Voucher storage closed = _close(merchant, voucher, State.Used);
        emit Used(_items[closed.item].programme, merchant, closed.item, voucher);
    }

    /// @inheritdoc IRewards
    function cancel(uint32 merchant, bytes32 voucher, bytes32 ref) external {
        _onlyLoyaltyKey(merchant);
        if (!_firstTime(merchant, ref, keccak256(abi.encode("cancel", voucher)))) return;
        Voucher storage closed = _close(merchant, voucher, State.Cancelled);
        Item storage stored = _items[closed.item];
        // A piece that came into the stock meanwhile may have filled it up.
        if (stored.stock != type(uint32).max) ++stored.stock;
        emit Cancelled(stored.programme, merchant, closed.item, voucher);
        points.restore(stored.programme, closed.holder, voucher);
    }

    /// @inheritdoc IRewards
    function itemOf(uint32 item) external view returns (Item memory) {
        return _known(item);
    }

    /// @inheritdoc IRewards
    function voucherOf(uint32 merchant, bytes32 voucher) external view returns (Voucher memory) {
        return _vouchers[merchant][voucher];
    }

    /// @dev Ends the life of a valid voucher.
    function _close(uint32 merchant, bytes32 voucher, State state) private returns (Voucher storage stored) {
        stored = _vouchers[merchant][voucher];
        if (stored.state != State.Valid) revert VoucherNotValid(merchant, voucher, stored.state);
        if (block.timestamp >= stored.expiresAt) revert VoucherExpired(merchant, voucher, stored.expiresAt);
        stored.state = state;
    }

    /// @dev Takes a reference. False if it was taken for the same content before.
    function _firstTime(uint32 merchant, bytes32 ref, bytes32 digest) private returns (bool) {
        bytes32 applied = _applied[merchant][ref];
        if (applied == digest) return false;
        if (applied != 0) revert MerchantReferenceTaken(merchant, ref);
        _applied[merchant][ref] = digest;
        return true;
    }

    function _isOver(Item storage stored) private view returns (bool) {
        return stored.endsAt != 0 && block.timestamp >= stored.endsAt;
    }

    function _known(uint32 item) private view returns (Item storage stored) {
        stored = _items[item];
        if (stored.merchant == 0) revert UnknownItem(item);
    }

    function _ownItem(uint32 item) private view returns (Item storage stored) {
        stored = _known(item);
        _onlyLoyaltyKey(stored.merchant);
    }

    function _onlyLoyaltyKey(uint32 member) private view {
        if (!members.hasRole(member, IMembers.Role.Loyalty, msg.sender)) revert NotLoyaltyKey(member, msg.sender);
    }
}
