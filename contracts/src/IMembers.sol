// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title The companies that share the ledger, and the keys that may act for each of them
/// @notice Members are numbered from 1 in the order of admission. A number is never given twice.
/// One account, the registrar, admits members and changes their state. The registrar may be a person's key or a
/// contract in which the members vote: handing the post over needs no change here.
interface IMembers {
    /// @notice Where a member stands. Only the keys of an active member may do anything.
    enum State {
        None,
        Active,
        Suspended,
        Left
    }

    /// @notice What a key may do for its member.
    /// Admin: change the member's keys. Journal: anchor the member's journal. Loyalty: publish rules, credit points.
    enum Role {
        Admin,
        Journal,
        Loyalty
    }

    /// @notice A key that a new member starts with.
    struct KeyGrant {
        address key;
        Role role;
    }

    /// @notice What is stored about a member.
    /// @param name Public name of the company
    /// @param state Where it stands now
    /// @param admittedAt Time of the block that admitted it, in seconds
    /// @param admins Number of its keys that hold the Admin role
    struct Member {
        string name;
        State state;
        uint40 admittedAt;
        uint16 admins;
    }

    /// @notice A company was admitted under `member`. `ref` is the admitting system's own reference.
    event Admitted(uint32 indexed member, bytes32 indexed ref, string name);
    /// @notice A member's state was changed by the registrar.
    event StateChanged(uint32 indexed member, State state);
    /// @notice `key` was given, or lost, a role of `member`.
    event KeySet(uint32 indexed member, address indexed key, Role role, bool granted);
    /// @notice Every role of `oldKey` passed to `newKey`.
    event KeyRotated(uint32 indexed member, address indexed oldKey, address indexed newKey);
    /// @notice The registrar named a successor, who still has to accept.
    event RegistrarProposed(address indexed registrar, address indexed successor);
    /// @notice The post of registrar changed hands.
    event RegistrarChanged(address indexed previous, address indexed registrar);

    /// @notice Only the registrar may do this.
    error NotRegistrar(address caller);
    /// @notice Only the account named as successor may accept the post.
    error NotSuccessor(address caller);
    /// @notice The caller holds no Admin key of this active member.
    error NotAdmin(uint32 member, address caller);
    /// @notice There is no member of this number.
    error UnknownMember(uint32 member);
    /// @notice A member needs a name of 1 to 200 bytes.
    error InvalidName(uint256 length);
    /// @notice The zero address cannot be a key or registrar.
    error InvalidKey(address key);
    /// @notice This change of state is not possible: nobody returns to None, and who has left stays away.
    error InvalidState(uint32 member, State from, State to);
    /// @notice The member would be left without any Admin key.
    error LastAdmin(uint32 member);
    /// @notice This reference admitted another company or other keys before.
    error ReferenceTaken(bytes32 ref);
    /// @notice The new key already holds a role of this member.
    error KeyInUse(uint32 member, address key);

    /// @notice Admits a company. Only the registrar. A repeat with the same reference and content changes nothing
    /// and gives the same number.
    /// @param ref The caller's reference for this admission
    /// @param name Public name of the company
    /// @param keys Its first keys; at least one of them with the Admin role
    /// @return member The number given
    function admit(bytes32 ref, string calldata name, KeyGrant[] calldata keys) external returns (uint32 member);

    /// @notice Suspends, reinstates or removes a member. Only the registrar. Setting the present state changes nothing.
    function setState(uint32 member, State state) external;

    /// @notice Gives a key a role or takes it away. Only an Admin key of the member. A repeat changes nothing.
    function setKey(uint32 member, address key, Role role, bool granted) external;

    /// @notice Passes every role of `oldKey` to `newKey`. By an Admin key of the member.
    function rotateKey(uint32 member, address oldKey, address newKey) external;

    /// @notice Names the next registrar, who has to accept. Only the registrar; the zero address takes the offer back.
    function proposeRegistrar(address successor) external;

    /// @notice Takes over the post of registrar. Only the named successor.
    function acceptRegistrar() external;

    /// @notice True if `key` holds `role` for `member` and the member is active.
    function hasRole(uint32 member, Role role, address key) external view returns (bool);

    /// @notice What is stored about a member. Reverts with UnknownMember.
    function memberOf(uint32 member) external view returns (Member memory);

    /// @notice The member admitted under a reference, 0 if none.
    function memberByReference(bytes32 ref) external view returns (uint32);

    /// @notice How many members were ever admitted: the highest number in use.
    function memberCount() external view returns (uint32);

    /// @notice The account that admits members.
    function registrar() external view returns (address);

    /// @notice The account named as next registrar, zero if none.
    function successor() external view returns (address);
}
