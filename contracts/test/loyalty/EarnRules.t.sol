// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IEarnRules} from "../../src/loyalty/IEarnRules.sol";
import {Ledger} from "../support/Ledger.sol";
import {vm} from "../support/Vm.sol";

contract EarnRulesTest is Ledger {
    function publish(IEarnRules.Rule memory rule) internal returns (uint16) {
        vm.prank(MERCHANT_KEY);
        return rules.publish(programme, merchant, rule);
    }

    function test_publish_numbersVersionsFromOne() public {
        IEarnRules.Rule memory rule = plainRule(1_000);
        vm.expectEmit(address(rules));
        emit IEarnRules.RulePublished(programme, merchant, 1, rule);
        same(publish(rule), 1);
        same(publish(plainRule(2_000)), 2);
        same(rules.versionCount(programme, merchant), 2);
        same(abi.encode(rules.ruleOf(programme, merchant, 1)), abi.encode(rule));
    }

    function test_publish_isOpenToTheOperatorToo() public {
        vm.prank(OPERATOR_KEY);
        same(rules.publish(programme, merchant, plainRule(1_000)), 1);
    }

    function test_publish_givesTheSameVersionToARepeat() public {
        publish(plainRule(1_000));
        publish(plainRule(2_000));
        vm.recordLogs();
        same(publish(plainRule(1_000)), 1);
        same(publish(plainRule(2_000)), 2);
        same(vm.getRecordedLogs().length, 0);
        same(rules.versionCount(programme, merchant), 2);
    }

    function test_publish_revertsWhenStartIsNotLater() public {
        publish(plainRule(1_000));
        IEarnRules.Rule memory changed = plainRule(1_000);
        changed.pointsNumerator = 2;
        vm.expectRevert(abi.encodeWithSelector(IEarnRules.StartNotLater.selector, 1_000, 1_000));
        publish(changed);
        vm.expectRevert(abi.encodeWithSelector(IEarnRules.StartNotLater.selector, 1_000, 999));
        publish(plainRule(999));
    }

    function test_publish_revertsWhenOpenAndStartIsNotInFuture() public {
        publishAndOpen(plainRule(1_000));
        vm.expectRevert(abi.encodeWithSelector(IEarnRules.StartInPast.selector, NOW, NOW));
        publish(plainRule(NOW));
        same(publish(plainRule(NOW + 1)), 2);
    }

    function test_publish_revertsWhenRuleIsImpossible() public {
        IEarnRules.Rule memory rule = plainRule(1_000);
        rule.spendUnit = 0;
        vm.expectRevert(abi.encodeWithSelector(IEarnRules.InvalidRule.selector, rule));
        publish(rule);
        rule = plainRule(1_000);
        rule.maximumPoints = 0;
        vm.expectRevert(abi.encodeWithSelector(IEarnRules.InvalidRule.selector, rule));
        publish(rule);
        rule = plainRule(1_000);
        rule.endsAt = 1_000;
        vm.expectRevert(abi.encodeWithSelector(IEarnRules.InvalidRule.selector, rule));
        publish(rule);
        rule = plainRule(type(uint40).max);
        vm.expectRevert(abi.encodeWithSelector(IEarnRules.InvalidRule.selector, rule));
        publish(rule);
    }

    function test_publish_revertsWhenThereAreTooManyVersions() public {
        publish(plainRule(1_000));
        // The length of the list of versions: second slot of the history, which lies in two nested mappings at slot 0.
        bytes32 ofProgramme = keccak256(abi.encode(programme, uint256(0)));
        uint256 history = uint256(keccak256(abi.encode(merchant, ofProgramme)));
        vm.store(address(rules), bytes32(history + 1), bytes32(uint256(type(uint16).max)));
        same(rules.versionCount(programme, merchant), type(uint16).max);
        vm.expectRevert(abi.encodeWithSelector(IEarnRules.TooManyVersions.selector, programme, merchant));
        publish(plainRule(2_000));
    }

    function test_publish_revertsWhenMerchantDoesNotTakePart() public {
        vm.prank(OTHER_KEY);
        vm.expectRevert(abi.encodeWithSelector(IEarnRules.NotTakingPart.selector, programme, other));
        rules.publish(programme, other, plainRule(1_000));
    }

    function test_publish_revertsWhenCallerIsNeitherMerchantNorOperator() public {
        vm.prank(OTHER_KEY);
        vm.expectRevert(
            abi.encodeWithSelector(IEarnRules.NotPublisher.selector, programme, merchant, OTHER_KEY)
        );
        rules.publish(programme, merchant, plainRule(1_000));
    }

    function test_open_opensOnce() public {
        no(rules.isOpen(programme, merchant));
        publish(plainRule(1_000));
        vm.startPrank(MERCHANT_KEY);
        vm.expectEmit(address(rules));
        emit IEarnRules.Opened(programme, merchant);
        rules.open(programme, merchant);
        yes(rules.isOpen(programme, merchant));
        vm.recordLogs();
        rules.open(programme, merchant);
        same(vm.getRecordedLogs().length, 0);
    }

    function test_open_revertsWhenNothingIsPublished() public {
        vm.prank(MERCHANT_KEY);
        vm.expectRevert(abi.encodeWithSelector(IEarnRules.NothingPublished.selector, programme, merchant));
        rules.open(programme, merchant);
    }

    function test_open_revertsWhenCallerIsNeitherMerchantNorOperator() public {
        vm.prank(STRANGER);
        vm.expectRevert(abi.encodeWithSelector(IEarnRules.NotPublisher.selector, programme, merchant, STRANGER));
        rules.open(programme, merchant);
    }

    function test_ruleAt_isTheVersionInForce() public {
        publish(plainRule(1_000));
        publish(plainRule(2_000));
        (uint16 version,) = rules.ruleAt(programme, merchant, 999);
        same(version, 0);
        (version,) = rules.ruleAt(programme, merchant, 1_000);
        same(version, 1);
        (version,) = rules.ruleAt(programme, merchant, 1_999);
        same(version, 1);
        (version,) = rules.ruleAt(programme, merchant, 2_000);
        same(version, 2);
        (version,) = rules.ruleAt(programme, merchant, type(uint40).max);
        same(version, 2);
    }

    function test_ruleAt_isNoneAfterAnEndUntilTheNextStart() public {
        IEarnRules.Rule memory campaign = plainRule(1_000);
        campaign.endsAt = 1_500;
        publish(campaign);
        publish(plainRule(2_000));
        (uint16 version,) = rules.ruleAt(programme, merchant, 1_499);
        same(version, 1);
        IEarnRules.Rule memory rule;
        (version, rule) = rules.ruleAt(programme, merchant, 1_500);
        same(version, 0);
        same(rule.maximumPoints, 0);
        (version,) = rules.ruleAt(programme, merchant, 2_000);
        same(version, 2);
    }

    function test_ruleAt_letsALaterStartCutAnEarlierEnd() public {
        IEarnRules.Rule memory long = plainRule(1_000);
        long.endsAt = 9_000;
        publish(long);
        publish(plainRule(2_000));
        (uint16 version,) = rules.ruleAt(programme, merchant, 8_000);
        same(version, 2);
    }

    function test_ruleOf_revertsWhenThereIsNone() public {
        vm.expectRevert(abi.encodeWithSignature("Panic(uint256)", 0x32));
        rules.ruleOf(programme, merchant, 1);
    }

    function test_pointsFor_roundsDownAndKeepsMinimumAndCap() public {
        publish(plainRule(1_000));
        (uint32 earned, uint16 version) = rules.pointsFor(programme, merchant, 99, 1_000);
        same(earned, 0);
        same(version, 1);
        (earned,) = rules.pointsFor(programme, merchant, 199, 1_000);
        same(earned, 1);
        (earned,) = rules.pointsFor(programme, merchant, 100_100, 1_000);
        same(earned, 1_000);
        (earned, version) = rules.pointsFor(programme, merchant, 100_100, 999);
        same(earned, 0);
        same(version, 0);
    }

    function testFuzz_pointsFor_isTheWrittenFormula(
        uint32 numerator,
        uint48 unit,
        uint48 minimum,
        uint32 maximum,
        uint48 amount
    ) public {
        if (unit == 0) unit = 1;
        if (maximum == 0) maximum = 1;
        publish(IEarnRules.Rule(numerator, unit, minimum, maximum, 1_000, 0));
        (uint32 earned,) = rules.pointsFor(programme, merchant, amount, 1_000);
        uint256 expected = uint256(amount) * numerator / unit;
        if (amount < minimum) expected = 0;
        if (expected > maximum) expected = maximum;
        same(earned, expected);
    }

    /// The binary search agrees with looking at every version in turn, and the span it gives is right at both ends.
    function testFuzz_inForce_agreesWithALinearSearch(uint8[12] memory steps, uint8[12] memory lengths, uint16 moment)
        public
    {
        uint40 start = 100;
        IEarnRules.Rule[] memory published = new IEarnRules.Rule[](steps.length);
        for (uint256 i; i < steps.length; ++i) {
            start += 1 + uint40(steps[i]);
            published[i] = plainRule(start);
            published[i].endsAt = lengths[i] == 0 ? 0 : start + lengths[i];
            publish(published[i]);
        }
        (uint16 version, IEarnRules.Rule memory rule, uint40 from, uint40 until) =
            rules.inForce(programme, merchant, moment);
        same(version, linear(published, moment));
        if (version != 0) same(abi.encode(rule), abi.encode(published[version - 1]));
        else same(rule.spendUnit, 0);
        yes(from <= moment && moment < until);
        same(linear(published, from), version);
        same(linear(published, until - 1), version);
        if (from != 0 && version == 0) yes(linear(published, from - 1) != 0);
        if (version != 0) same(from, published[version - 1].startsAt);
    }

    function linear(IEarnRules.Rule[] memory published, uint40 moment) internal pure returns (uint16 version) {
        for (uint256 i; i < published.length; ++i) {
            if (published[i].startsAt <= moment) version = uint16(i + 1);
        }
        if (version == 0) return 0;
        uint40 end = published[version - 1].endsAt;
        if (end != 0 && end <= moment) version = 0;
    }
}
