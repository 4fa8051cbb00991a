// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title PlainEarn
/// @notice What points look like without any thought of their cost: an address, a reference and an event for each
/// purchase. The yardstick that Points is measured against; no part of the product.
contract PlainEarn {
    uint256 public supply;
    mapping(address => uint256) public balanceOf;

    event Earned(address indexed account, bytes32 indexed ref, uint256 spent, uint256 points);
    event Moved(address indexed from, address indexed to, uint256 points);

    /// @notice One point for each hundred, for purchases of a hundred or more.
    function earnBatch(address[] calldata accounts, uint64[] calldata spent, bytes32[] calldata refs) external {
        uint256 total;
        for (uint256 i; i < accounts.length; ++i) {
            uint256 points = spent[i] < 100 ? 0 : spent[i] / 100;
            balanceOf[accounts[i]] += points;
            total += points;
            emit Earned(accounts[i], refs[i], spent[i], points);
        }
        supply += total;
    }

    /// @notice Gives points of the sender's to another account.
    function transfer(address to, uint256 points) external {
        balanceOf[msg.sender] -= points;
        balanceOf[to] += points;
        emit Moved(msg.sender, to, points);
    }
}
