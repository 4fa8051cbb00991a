// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IMembers} from "./IMembers.sol";

/// @title Members
/// @notice What it does is written in IMembers.
/// @dev Not upgradeable: what grows (voting) grows by handing the post of registrar to another contract.
contract Members is IMembers {
    /// @inheritdoc IMembers
    address public registrar;
    /// @inheritdoc IMembers
    uint32 public memberCount;
    /// @inheritdoc IMembers
    address public successor;

    mapping(uint32 member => Member) private _members;
    /// @dev One bit per role, so that one read answers every question about a key.
    mapping(uint32 member => mapping(address key => uint256 roles)) private _roles;
    mapping(bytes32 ref => uint32 member) private _byReference;
    mapping(bytes32 ref => bytes32 digest) private _admissions;

    modifier onlyRegistrar() {
        if (msg.sender != registrar) revert NotRegistrar(msg.sender);
        _;
    }

    modifier onlyAdmin(uint32 member) {
        if (!hasRole(member, Role.Admin, msg.sender)) revert NotAdmin(member, msg.sender);
        _;
    }

    /// @param firstRegistrar The founder's account
    constructor(address firstRegistrar) {
        if (firstRegistrar == address(0)) revert InvalidKey(firstRegistrar);
        registrar = firstRegistrar;
        emit RegistrarChanged(address(0), firstRegistrar);
    }

    /// @inheritdoc IMembers
    function admit(bytes32 ref, string calldata name, KeyGrant[] calldata keys)
        external
        onlyRegistrar
        returns (uint32 member)
    {
        bytes32 digest = keccak256(abi.encode(name, keys));
        member = _byReference[ref];
        if (member != 0) {
            if (_admissions[ref] != digest) revert ReferenceTaken(ref);
            return member;
        }
        if (bytes(name).length == 0 || bytes(name).length > 200) revert InvalidName(bytes(name).length);
        member = ++memberCount;
        _byReference[ref] = member;
        _admissions[ref] = digest;
        Member storage stored = _members[member];
        stored.name = name;
        stored.state = State.Active;
        stored.admittedAt = uint40(block.timestamp);
        emit Admitted(member, ref, name);
        for (uint256 i; i < keys.length; ++i) {
            _setKey(member, keys[i].key, keys[i].role, true);
        }
        if (stored.admins == 0) revert LastAdmin(member);
    }

    /// @inheritdoc IMembers
    function setState(uint32 member, State state) external onlyRegistrar {
        Member storage stored = _known(member);
        State from = stored.state;
        if (from == state) return;
        if (state == State.None || from == State.Left) revert InvalidState(member, from, state);
        stored.state = state;
        emit StateChanged(member, state);
    }

    /// @inheritdoc IMembers
    function setKey(uint32 member, address key, Role role, bool granted) external onlyAdmin(member) {
        _setKey(member, key, role, granted);
        if (_members[member].admins == 0) revert LastAdmin(member);
    }

    /// @inheritdoc IMembers
    function rotateKey(uint32 member, address oldKey, address newKey) external onlyAdmin(member) {
        if (newKey == address(0)) revert InvalidKey(newKey);
        if (_roles[member][newKey] != 0) revert KeyInUse(member, newKey);
        uint256 roles = _roles[member][oldKey];
        if (roles == 0) revert InvalidKey(oldKey);
        delete _roles[member][oldKey];
        _roles[member][newKey] = roles;
        emit KeyRotated(member, oldKey, newKey);
    }

    /// @inheritdoc IMembers
    function proposeRegistrar(address next) external onlyRegistrar {
        successor = next;
        emit RegistrarProposed(msg.sender, next);
    }

    /// @inheritdoc IMembers
    function acceptRegistrar() external {
        if (msg.sender != successor) revert NotSuccessor(msg.sender);
        emit RegistrarChanged(registrar, msg.sender);
        registrar = msg.sender;
        delete successor;
    }

    /// @inheritdoc IMembers
    function hasRole(uint32 member, Role role, address key) public view returns (bool) {
        return _members[member].state == State.Active && _roles[member][key] & _bit(role) != 0;
    }

    /// @inheritdoc IMembers
    function memberOf(uint32 member) external view returns (Member memory) {
        return _known(member);
    }

    /// @inheritdoc IMembers
    function memberByReference(bytes32 ref) external view returns (uint32) {
        return _byReference[ref];
    }

    function _setKey(uint32 member, address key, Role role, bool granted) private {
        if (key == address(0)) revert InvalidKey(key);
        uint256 before = _roles[member][key];
        uint256 afterwards = granted ? before | _bit(role) : before & ~_bit(role);
        if (before == afterwards) return;
        _roles[member][key] = afterwards;
        if (role == Role.Admin) {
            if (granted) ++_members[member].admins;
            else --_members[member].admins;
        }
        emit KeySet(member, key, role, granted);
    }

    function _known(uint32 member) private view returns (Member storage stored) {
        stored = _members[member];
        if (stored.state == State.None) revert UnknownMember(member);
    }

    function _bit(Role role) private pure returns (uint256) {
        return 1 << uint8(role);
    }
}
