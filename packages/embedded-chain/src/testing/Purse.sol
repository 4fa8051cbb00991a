// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// What the tests of the chain run: storage, events, every kind of failure, and a precompiled contract.
contract Purse {
    error NotEnough(address owner, uint256 has, uint256 wants);

    event Paid(address indexed from, address indexed to, uint256 amount);
    event Noted(bytes32 indexed note);

    mapping(address owner => uint256 amount) public balanceOf;
    uint256 public total;

    function mint(address to, uint256 amount) external {
        balanceOf[to] += amount;
        total += amount;
        emit Paid(address(0), to, amount);
    }

    function mintMany(address[] calldata to, uint256 amount) external {
        for (uint256 i; i < to.length; ++i) {
            balanceOf[to[i]] += amount;
            emit Paid(address(0), to[i], amount);
        }
        total += amount * to.length;
    }

    function pay(address to, uint256 amount) external {
        uint256 has = balanceOf[msg.sender];
        if (has < amount) revert NotEnough(msg.sender, has, amount);
        balanceOf[msg.sender] = has - amount;
        balanceOf[to] += amount;
        emit Paid(msg.sender, to, amount);
    }

    function note(bytes32 text) external {
        emit Noted(text);
    }

    function complain() external pure {
        revert("a plain reason");
    }

    function divide(uint256 by) external pure returns (uint256) {
        return 1 / by;
    }

    function burn() external pure {
        while (true) {}
    }

    function blockOf() external view returns (uint256 number, bytes32 parentHash, uint256 time) {
        return (block.number, blockhash(block.number - 1), block.timestamp);
    }

    /// EIP-7951: input is hash, r, s, x, y; the answer is 1 or nothing.
    function verifyP256(bytes calldata input) external view returns (bool) {
        (bool ok, bytes memory answer) = address(0x100).staticcall(input);
        return ok && answer.length == 32 && abi.decode(answer, (uint256)) == 1;
    }
}
