// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IMembers} from "../IMembers.sol";
import {UpgradeableByRegistrar} from "../upgrade/UpgradeableByRegistrar.sol";
import {EarnArithmetic} from "./EarnArithmetic.sol";
import {IEarnRules} from "./IEarnRules.sol";
import {IPoints} from "./IPoints.sol";
import {IProgrammes} from "./IProgrammes.sol";
import {PointBuckets} from "./PointBuckets.sol";

/// @title Points
/// @notice What it does is written in IPoints.
/// @dev Lapsed points need no bookkeeping: what was credited in each epoch is summed per programme, and the epochs still
/// valid are at most seven. So `outstanding` is exact at any time, whether or not the holders were touched since.
contract Points is IPoints, UpgradeableByRegistrar {
    using PointBuckets for uint256;

    /// @dev One slot: both change with most calls.
    struct Counters {
        uint128 issued;
        uint32 holders;
    }

    /// @dev The span of time for which a looked-up rule stays the answer, kept in memory during a batch.
    struct Cached {
        uint256 from;
        uint256 until;
        uint256 version;
        IEarnRules.Rule rule;
    }

    uint256 private constant ITEM = 19;
    uint256 private constant RESULT = 6;

    IProgrammes public immutable programmes;
    IEarnRules public immutable rules;

    mapping(uint32 programme => Counters) private _counters;
    /// @dev Points credited in an epoch and not taken out since.
    mapping(uint32 programme => mapping(uint256 epoch => uint256)) private _creditedIn;
    mapping(uint32 programme => mapping(uint256 holder => uint256 word)) private _words;
    mapping(uint32 programme => mapping(uint256 holder => mapping(uint256 epoch => uint256))) private _carries;
    mapping(uint32 programme => mapping(uint32 merchant => mapping(uint256 group => uint256 bits))) private _earned;
    mapping(uint32 programme => mapping(uint32 member => mapping(bytes32 ref => bytes32 digest))) private _applied;
    mapping(uint32 programme => mapping(address account => uint32 holder)) private _holders;
    mapping(uint32 programme => mapping(uint32 holder => address account)) private _accounts;

    constructor(IMembers members_, IProgrammes programmes_, IEarnRules rules_) UpgradeableByRegistrar(members_) {
        programmes = programmes_;
        rules = rules_;
    }

    /// @inheritdoc IPoints
    function enrol(uint32 programme, uint32 member, bytes32 ref, address[] calldata accounts) external {
        _onlyLoyaltyKey(member);
        if (programmes.operatorOf(programme) != member && !programmes.takesPart(programme, member)) {
            revert NotEarning(programme, member);
        }
        if (!_firstTime(programme, member, ref, keccak256(abi.encode("enrol", accounts)))) return;

        uint32 last = _counters[programme].holders;
        uint32 first = last + 1;
        address[] memory added = new address[](accounts.length);
        for (uint256 i; i < accounts.length; ++i) {
            address account = accounts[i];
            if (account == address(0)) revert InvalidAccount(account);
            if (_holders[programme][account] != 0) continue;
            added[++last - first] = account;
            _holders[programme][account] = last;
            _accounts[programme][last] = account;
        }
        if (last < first) return;
        _counters[programme].holders = last;
        uint256 count = last - first + 1;
        assembly ("memory-safe") {
            mstore(added, count)
        }
        emit Enrolled(programme, ref, first, added);
    }

    /// @inheritdoc IPoints
    function earnBatch(uint32 programme, uint32 merchant, bytes32 ref, bytes calldata packed) external {
        _onlyLoyaltyKey(merchant);
        if (!programmes.takesPart(programme, merchant) || !rules.isOpen(programme, merchant)) {
            revert NotEarning(programme, merchant);
        }
        if (packed.length == 0 || packed.length % ITEM != 0) revert MalformedBatch(packed.length);
        if (!_firstTime(programme, merchant, ref, keccak256(packed))) return;

        (uint32 epoch, uint8 lifetime) = programmes.epochNow(programme);
        (uint256 total, bytes memory results) = _credit(programme, merchant, packed, epoch, lifetime);

        Counters storage counters = _counters[programme];
        counters.issued += uint128(total);
        _creditedIn[programme][epoch] += total;
        emit EarnedBatch(
            programme,
            merchant,
            ref,
            _purchaseAt(packed, 0),
            _purchaseAt(packed, packed.length - ITEM),
            epoch,
            total,
            results
        );
    }

    /// @dev The loop of earnBatch. Per item: one read and write of the holder's word, a bit of the merchant's bitmap
    /// (256 purchases to a slot, written when the group changes), and no call while the rule stays the same.
    function _credit(uint32 programme, uint32 merchant, bytes calldata packed, uint256 epoch, uint256 lifetime)
        private
        returns (uint256 total, bytes memory results)
    {
        unchecked {
            uint256 count = packed.length / ITEM;
            results = new bytes(count * RESULT);
            mapping(uint256 => uint256) storage words = _words[programme];
            mapping(uint256 => uint256) storage earned = _earned[programme][merchant];
            uint256 holders = _counters[programme].holders;
            uint256 group = type(uint256).max;
            uint256 bits;
            Cached memory cached;

            for (uint256 i; i < count; ++i) {
                uint256 item;
                assembly ("memory-safe") {
                    item := calldataload(add(packed.offset, mul(i, ITEM)))
                }
                uint256 purchase = (item >> 192) & 0xffffffff;
                if (purchase >> 8 != group) {
                    if (group != type(uint256).max) earned[group] = bits;
                    group = purchase >> 8;
                    bits = earned[group];
                }
                uint256 bit = 1 << (purchase & 0xff);
                if (bits & bit != 0) revert AlreadyEarned(programme, merchant, uint32(purchase));
                bits |= bit;

                uint256 time = (item >> 104) & 0xffffffffff;
                if (time > block.timestamp) revert PurchaseInFuture(merchant, uint32(purchase), uint40(time));
                if (time < cached.from || time >= cached.until) _lookUp(programme, merchant, time, cached);

                uint256 points = EarnArithmetic.points(cached.rule, (item >> 144) & 0xffffffffffff);
                uint256 holder = item >> 224;
                if (holder == 0 || holder > holders) revert UnknownHolder(programme, uint32(holder));
                if (points != 0) {
                    total += points;
                    (uint256 word, bool carry) = words[holder].advance(epoch, lifetime).add(points);
                    if (carry) ++_carries[programme][holder][epoch];
                    words[holder] = word;
                }
                uint256 result = (points << 16) | cached.version;
                assembly ("memory-safe") {
                    // Written from the back of a word so that only the six bytes of this result are set anew.
                    let at := add(results, add(mul(i, RESULT), RESULT))
                    mstore(at, or(and(mload(at), not(0xffffffffffff)), result))
                }
            }
            earned[group] = bits;
        }
    }

    /// @inheritdoc IPoints
    function balanceOf(uint32 programme, uint32 holder) external view returns (uint256 balance) {
        (uint256 word, uint256 epoch, uint256 lifetime) = _wordNow(programme, holder);
        for (uint256 age; age < lifetime && age <= epoch; ++age) {
            balance += _pointsAt(programme, holder, word, epoch, age);
        }
    }

    /// @inheritdoc IPoints
    function bucketsOf(uint32 programme, uint32 holder) external view returns (Bucket[] memory buckets) {
        (uint256 word, uint256 epoch, uint256 lifetime) = _wordNow(programme, holder);
        buckets = new Bucket[](lifetime);
        uint256 count;
        for (uint256 age = lifetime; age-- != 0;) {
            if (age > epoch) continue;
            uint256 points = _pointsAt(programme, holder, word, epoch, age);
            if (points == 0) continue;
            uint32 credited = uint32(epoch - age);
            buckets[count++] = Bucket(credited, uint40(programmes.lapsesAt(programme, credited)), points);
        }
        assembly ("memory-safe") {
            mstore(buckets, count)
        }
    }

    /// @inheritdoc IPoints
    function totalsOf(uint32 programme) external view returns (Totals memory totals) {
        (uint256 epoch, uint256 lifetime) = programmes.epochNow(programme);
        for (uint256 age; age < lifetime && age <= epoch; ++age) {
            totals.outstanding += _creditedIn[programme][epoch - age];
        }
        totals.issued = _counters[programme].issued;
        totals.lapsed = totals.issued - totals.outstanding;
        totals.holders = _counters[programme].holders;
    }

    /// @inheritdoc IPoints
    function holderOf(uint32 programme, address account) external view returns (uint32) {
        return _holders[programme][account];
    }

    /// @inheritdoc IPoints
    function accountOf(uint32 programme, uint32 holder) external view returns (address) {
        return _accounts[programme][holder];
    }

    /// @inheritdoc IPoints
    function hasEarned(uint32 programme, uint32 merchant, uint32 purchase) external view returns (bool) {
        return _earned[programme][merchant][purchase >> 8] & (1 << (purchase & 0xff)) != 0;
    }

    /// @inheritdoc IPoints
    function appliedUnder(uint32 programme, uint32 member, bytes32 ref) external view returns (bytes32) {
        return _applied[programme][member][ref];
    }

    /// @dev Takes a reference. False if it was taken for the same content before.
    function _firstTime(uint32 programme, uint32 member, bytes32 ref, bytes32 digest) private returns (bool) {
        bytes32 applied = _applied[programme][member][ref];
        if (applied == digest) return false;
        if (applied != 0) revert ReferenceTaken(programme, member, ref);
        _applied[programme][member][ref] = digest;
        return true;
    }

    function _lookUp(uint32 programme, uint32 merchant, uint256 time, Cached memory cached) private view {
        (uint16 version, IEarnRules.Rule memory rule, uint40 from, uint40 until) =
            rules.inForce(programme, merchant, uint40(time));
        cached.version = version;
        cached.rule = rule;
        cached.from = from;
        cached.until = until;
    }

    function _wordNow(uint32 programme, uint32 holder)
        private
        view
        returns (uint256 word, uint256 epoch, uint256 lifetime)
    {
        (epoch, lifetime) = programmes.epochNow(programme);
        word = _words[programme][holder].advance(epoch, lifetime);
    }

    function _pointsAt(uint32 programme, uint32 holder, uint256 word, uint256 epoch, uint256 age)
        private
        view
        returns (uint256 points)
    {
        bool hasCarry;
        (points, hasCarry) = word.amountAt(age);
        if (hasCarry) points += _carries[programme][holder][epoch - age] << 32;
    }

    function _purchaseAt(bytes calldata packed, uint256 offset) private pure returns (uint32) {
        return uint32(bytes4(packed[offset + 4:offset + 8]));
    }

    function _onlyLoyaltyKey(uint32 member) private view {
        if (!members.hasRole(member, IMembers.Role.Loyalty, msg.sender)) revert NotLoyaltyKey(member, msg.sender);
    }
}
