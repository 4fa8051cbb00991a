// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
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

    /// @dev What the loop of a batch works with, in memory. The rule last looked up stays the answer for purchases in
    /// [from, until); `bits` are those of the bitmap's slot `group`, written back when another group comes.
    struct Batch {
        uint32 programme;
        uint32 merchant;
        uint256 epoch;
        uint256 lifetime;
        uint256 holders;
        uint256 group;
        uint256 bits;
        uint256 from;
        uint256 until;
        uint256 version;
        IEarnRules.Rule rule;
    }

    /// @dev What is kept of a spending. `taken` has the layout of a holder's word: what was taken from each epoch.
    struct SpendingRecord {
        address spender;
        uint32 points;
        uint32 purpose;
        bool returned;
        uint256 taken;
    }

    bytes32 private constant DOMAIN_TYPE =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    bytes32 private constant SPENDING_TYPE = keccak256(
        "Spending(address spender,uint32 programme,uint32 holder,uint32 points,uint32 purpose,bytes32 ref,uint40 deadline)"
    );

    uint256 private constant ITEM = 19;
    uint256 private constant RESULT = 6;

    IProgrammes public immutable programmes;
    IEarnRules public immutable rules;

    mapping(uint32 programme => Counters) private _counters;
    /// @dev Points credited in an epoch and not taken out since.
    mapping(uint32 programme => mapping(uint256 epoch => uint256)) private _creditedIn;
    /// @dev A word for every possible holder: the slot is found by an addition instead of a hash.
    mapping(uint32 programme => uint256[1 << 32]) private _words;
    mapping(uint32 programme => mapping(uint256 holder => mapping(uint256 epoch => uint256))) private _carries;
    mapping(uint32 programme => mapping(uint32 merchant => mapping(uint256 group => uint256 bits))) private _earned;
    mapping(uint32 programme => mapping(uint32 member => mapping(bytes32 ref => bytes32 digest))) private _applied;
    mapping(uint32 programme => mapping(address account => uint32 holder)) private _holders;
    mapping(uint32 programme => mapping(uint32 holder => address account)) private _accounts;

    mapping(uint32 programme => uint256) private _removed;
    mapping(uint32 programme => mapping(uint32 holder => mapping(bytes32 ref => SpendingRecord))) private _spendings;

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

        Batch memory batch;
        batch.programme = programme;
        batch.merchant = merchant;
        (batch.epoch, batch.lifetime) = programmes.epochNow(programme);
        batch.holders = _counters[programme].holders;
        batch.group = type(uint256).max;
        (uint256 total, bytes memory results) = _credit(batch, packed);

        _counters[programme].issued += uint128(total);
        _creditedIn[programme][batch.epoch] += total;
        emit EarnedBatch(
            programme,
            merchant,
            ref,
            _purchaseAt(packed, 0),
            _purchaseAt(packed, packed.length - ITEM),
            uint32(batch.epoch),
            total,
            results
        );
    }

    /// @dev The loop of earnBatch. Per item: one read and write of the holder's word, a bit of the merchant's bitmap
    /// (256 purchases to a slot), and no call while the rule stays the same. Nothing overflows: there are fewer than
    /// 2^32 items, each of at most 2^32 - 1 points.
    function _credit(Batch memory batch, bytes calldata packed) private returns (uint256 total, bytes memory results) {
        unchecked {
            results = new bytes(packed.length / ITEM * RESULT);
            uint256[1 << 32] storage words = _words[batch.programme];
            uint256 place;
            assembly ("memory-safe") {
                place := results
            }
            for (uint256 offset; offset < packed.length; offset += ITEM) {
                uint256 item;
                assembly ("memory-safe") {
                    item := calldataload(add(packed.offset, offset))
                }
                _claim(batch, (item >> 192) & 0xffffffff);

                uint256 time = (item >> 104) & 0xffffffffff;
                if (time < batch.from || time >= batch.until) _lookUp(batch, item, time);
                uint256 points = EarnArithmetic.points(batch.rule, (item >> 144) & 0xffffffffffff);

                _give(batch, words, item >> 224, points);
                total += points;

                points = (points << 16) | batch.version;
                assembly ("memory-safe") {
                    // The word whose last six bytes are this result.
                    place := add(place, RESULT)
                    mstore(place, or(and(mload(place), not(0xffffffffffff)), points))
                }
            }
            _turn(batch, type(uint256).max);
        }
    }

    /// @dev Adds points to the newest epoch of a holder.
    function _give(Batch memory batch, uint256[1 << 32] storage words, uint256 holder, uint256 points) private {
        unchecked {
            if (holder == 0 || holder > batch.holders) revert UnknownHolder(batch.programme, uint32(holder));
            if (points == 0) return;
            (uint256 word, bool carry) = words[holder].advance(batch.epoch, batch.lifetime).add(points);
            if (carry) ++_carries[batch.programme][holder][batch.epoch];
            words[holder] = word;
        }
    }

    /// @dev Marks a purchase as earned, or reverts because it is marked.
    function _claim(Batch memory batch, uint256 purchase) private {
        unchecked {
            if (purchase >> 8 != batch.group) _turn(batch, purchase >> 8);
            uint256 bits = batch.bits;
            uint256 bit = 1 << (purchase & 0xff);
            if (bits & bit != 0) revert AlreadyEarned(batch.programme, batch.merchant, uint32(purchase));
            batch.bits = bits | bit;
        }
    }

    /// @dev Writes the present slot of the bitmap back and reads another; the highest number stands for none.
    function _turn(Batch memory batch, uint256 group) private {
        mapping(uint256 => uint256) storage earned = _earned[batch.programme][batch.merchant];
        if (batch.group != type(uint256).max) earned[batch.group] = batch.bits;
        batch.group = group;
        if (group != type(uint256).max) batch.bits = earned[group];
    }

    /// @dev Fetches the rule in force when a purchase was made.
    function _lookUp(Batch memory batch, uint256 item, uint256 time) private view {
        if (time > block.timestamp) revert PurchaseInFuture(batch.merchant, uint32(item >> 192), uint40(time));
        (batch.version, batch.rule, batch.from, batch.until) =
            rules.inForce(batch.programme, batch.merchant, uint40(time));
        // A span that reaches into the future must not hide that a purchase lies there.
        if (batch.until > block.timestamp) batch.until = block.timestamp + 1;
    }

    /// @inheritdoc IPoints
    function spend(Spending calldata spending, bytes calldata signature) external {
        (uint32 programme, uint32 holder, bytes32 ref) = (spending.programme, spending.holder, spending.ref);
        SpendingRecord storage stored = _spendings[programme][holder][ref];
        if (stored.points != 0) {
            bool same = stored.spender == msg.sender && stored.points == spending.points
                && stored.purpose == spending.purpose;
            if (!same) revert ReferenceTaken(programme, holder, ref);
            return;
        }
        if (spending.points == 0) revert NothingToSpend();
        if (block.timestamp > spending.deadline) revert SpendingExpired(spending.deadline, block.timestamp);
        address account = _accounts[programme][holder];
        if (account == address(0)) revert UnknownHolder(programme, holder);
        (address signer,,) = ECDSA.tryRecoverCalldata(digestOf(msg.sender, spending), signature);
        if (signer != account) revert WrongSignature(account);

        stored.spender = msg.sender;
        stored.points = spending.points;
        stored.purpose = spending.purpose;
        stored.taken = _take(programme, holder, spending.points);
        _removed[programme] += spending.points;
        emit Spent(programme, holder, ref, msg.sender, spending.purpose, spending.points);
    }

    /// @inheritdoc IPoints
    function restore(uint32 programme, uint32 holder, bytes32 ref) external {
        SpendingRecord storage stored = _spendings[programme][holder][ref];
        if (stored.spender != msg.sender) revert NotSpender(programme, holder, ref, msg.sender);
        if (stored.returned) return;
        stored.returned = true;
        uint32 back = uint32(_giveBack(programme, holder, stored.taken));
        _removed[programme] -= stored.points;
        emit Restored(programme, holder, ref, back, stored.points - back);
    }

    /// @dev Takes points from the oldest epochs first. At most seven rounds.
    /// @return taken What came from which epoch; each part fits, as a spending is below 2^32.
    function _take(uint32 programme, uint32 holder, uint32 points) private returns (uint256 taken) {
        (uint256 epoch, uint256 lifetime) = programmes.epochNow(programme);
        uint256 word = _words[programme][holder].advance(epoch, lifetime);
        taken = uint256(0).advance(epoch, lifetime);
        uint256 left = points;
        for (uint256 age = lifetime; age != 0 && left != 0;) {
            uint256 held = _pointsAt(programme, holder, word, epoch, --age);
            if (held == 0) continue;
            uint256 part = held < left ? held : left;
            left -= part;
            taken = taken.withAmount(age, part);
            word = _put(programme, holder, word, epoch, age, held - part);
            _creditedIn[programme][epoch - age] -= part;
        }
        if (left != 0) revert InsufficientPoints(programme, holder, points - left, points);
        _words[programme][holder] = word;
    }

    /// @dev Gives back what has not lapsed since.
    function _giveBack(uint32 programme, uint32 holder, uint256 taken) private returns (uint256 back) {
        (uint256 epoch, uint256 lifetime) = programmes.epochNow(programme);
        uint256 word = _words[programme][holder].advance(epoch, lifetime);
        taken = taken.advance(epoch, lifetime);
        for (uint256 age; age < lifetime; ++age) {
            (uint256 part,) = taken.amountAt(age);
            if (part == 0) continue;
            back += part;
            uint256 held = _pointsAt(programme, holder, word, epoch, age);
            word = _put(programme, holder, word, epoch, age, held + part);
            _creditedIn[programme][epoch - age] += part;
        }
        _words[programme][holder] = word;
    }

    /// @dev The holder's word with another amount of one epoch; its carry is written where there is or was one.
    function _put(uint32 programme, uint32 holder, uint256 word, uint256 epoch, uint256 age, uint256 amount)
        private
        returns (uint256)
    {
        (, bool hadCarry) = word.amountAt(age);
        if (hadCarry || amount > type(uint32).max) _carries[programme][holder][epoch - age] = amount >> 32;
        return word.withAmount(age, amount);
    }

    /// @inheritdoc IPoints
    function digestOf(address spender, Spending calldata spending) public view returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(DOMAIN_TYPE, keccak256("Candor Points"), keccak256("1"), block.chainid, address(this))
        );
        return MessageHashUtils.toTypedDataHash(domain, keccak256(abi.encode(SPENDING_TYPE, spender, spending)));
    }

    /// @inheritdoc IPoints
    function spendingOf(uint32 programme, uint32 holder, bytes32 ref)
        external
        view
        returns (address spender, uint32 points, uint32 purpose, bool returned)
    {
        SpendingRecord storage stored = _spendings[programme][holder][ref];
        return (stored.spender, stored.points, stored.purpose, stored.returned);
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
        for (uint256 left = lifetime; left != 0; --left) {
            uint256 age = left - 1;
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
        totals.removed = _removed[programme];
        totals.lapsed = totals.issued - totals.outstanding - totals.removed;
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
