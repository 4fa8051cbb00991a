-- Customers that have all the given blind tokens, at most `most` of them, in no order.
--
-- Under row-level security Postgres uses an index only through operators that are marked as leakproof, and the one
-- for arrays is not. So the look-up runs with the owner's rights, which row-level security does not bind where the
-- owner is a superuser or has BYPASSRLS, and names the organisation itself. Where the owner has neither, the answer
-- is the same and only slower.
create or replace function customers_with_tokens(wanted int4[], most int4) returns setof uuid
  language sql stable security definer rows 100
  set search_path = public, pg_temp
as $$
  select c.id from customer c
   where c.organisation_id = current_setting('candor.organisation_id')::uuid and c.tokens @> wanted
   limit most
$$;

revoke all on function customers_with_tokens(int4[], int4) from public;
grant execute on function customers_with_tokens(int4[], int4) to candor_app;
