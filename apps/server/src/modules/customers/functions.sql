-- Customers that have all the given blind tokens, at most `most` of them, in no order. One who was merged is given as who
-- stands for them.
--
-- Under row-level security Postgres uses an index only through operators that are marked as leakproof, and the one
-- for arrays is not. So the look-up runs with the owner's rights, which row-level security does not bind where the
-- owner is a superuser or has BYPASSRLS, and names the organisation itself. Where the owner has neither, the answer
-- is the same and only slower.
create or replace function customers_with_tokens(wanted int4[], most int4) returns setof uuid
  language sql stable security definer rows 100
  set search_path = public, pg_temp
as $$
  select coalesce(c.merged_into, c.id) from customer c
   where c.organisation_id = current_setting('candor.organisation_id')::uuid and c.tokens @> wanted
   limit most
$$;

revoke all on function customers_with_tokens(int4[], int4) from public;
grant execute on function customers_with_tokens(int4[], int4) to candor_app;

-- Customers that have all of one of the given sets of blind tokens ('{1,2}'), at most `most` of them. The sets are looked up one after the
-- other until that many were found or `patience` milliseconds are over, so the likeliest come first.
create or replace function customers_with_any_tokens(wanted text[], most int4, patience int4) returns setof uuid
  language plpgsql stable security definer rows 100
  set search_path = public, pg_temp
  set enable_seqscan = off
as $$
declare
  one text;
  found_here int4;
  missing int4 := most;
  until timestamptz := clock_timestamp() + make_interval(secs => patience / 1000.0);
begin
  foreach one in array wanted loop
    return query
      select coalesce(c.merged_into, c.id) from customer c
       where c.organisation_id = current_setting('candor.organisation_id')::uuid and c.tokens @> one::int4[]
       limit missing;
    get diagnostics found_here = row_count;
    missing := missing - found_here;
    exit when missing <= 0 or clock_timestamp() > until;
  end loop;
end
$$;

revoke all on function customers_with_any_tokens(text[], int4, int4) from public;
grant execute on function customers_with_any_tokens(text[], int4, int4) to candor_app;

-- All records that are one customer, by the id of any of them: the one that stands for them, and those that were merged
-- into it; an id that no customer has stands for itself. Whoever reads what happened to a customer reads that of all of them:
--   where customer_id in (select customer_records($2))
-- Where rows come in an order and a few at a time, each record is read by itself and the rows are put together, so that
-- the index of the order is used for each:
--   from customer_records($2) as record cross join lateral (select … where customer_id = record order by … limit $3) as row
create or replace function customer_records(of_customer uuid) returns setof uuid
  language sql stable rows 1
as $$
  with head as (
    select coalesce((select merged_into from customer
                      where organisation_id = current_setting('candor.organisation_id')::uuid and id = of_customer),
                    of_customer) as id
  )
  select id from head
  union all
  select c.id from head
    join customer c on c.organisation_id = current_setting('candor.organisation_id')::uuid and c.merged_into = head.id
$$;
