/** The tables of the chain, in a schema of their own. Each entry brings the schema from its place in the list to the next. */
export const migrations: readonly string[] = [
  `
  create table chain.identity (
    only_one boolean primary key default true check (only_one),
    chain_id bigint not null,
    genesis_balances jsonb not null,
    created_at timestamptz not null default now()
  );
  comment on table chain.identity is 'What the chain is: its id and the balances it was born with, by address, in wei.';

  create table chain.block (
    number bigint primary key,
    hash bytea not null unique,
    header bytea not null
  );
  comment on column chain.block.header is 'RLP of the header; its Keccak-256 is the hash.';

  create table chain.transaction (
    block_number bigint not null,
    transaction_index integer not null,
    hash bytea not null unique,
    sender bytea not null,
    raw bytea not null,
    receipt bytea not null,
    primary key (block_number, transaction_index)
  );
  comment on column chain.transaction.raw is 'The signed transaction as it was sent.';
  comment on column chain.transaction.receipt is 'RLP of status, cumulative gas and logs; the bloom filter follows from the logs.';

  create table chain.log_block (
    term bigint not null,
    block_number bigint not null,
    primary key (term, block_number)
  );
  comment on table chain.log_block is
    'In which blocks an address or a topic occurs. A term is the first 64 bits of a hash: it may lead to too many blocks, never to too few.';
  `,
]

/** Taken by whoever has the chain open, for as long as it is open: one writer only. The ASCII codes of "chain". */
export const WRITER_LOCK = 0x63_68_61_69_6e
