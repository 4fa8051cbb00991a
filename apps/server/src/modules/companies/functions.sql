-- Companies that have all the given blind tokens, at most `most` of them, in no order. Why it runs with the owner's
-- rights: see customers_with_tokens.
create or replace function companies_with_tokens(wanted int4[], most int4) returns setof uuid
  language sql stable security definer rows 100
  set search_path = public, pg_temp
as $$
  select c.id from company c
   where c.organisation_id = current_setting('candor.organisation_id')::uuid and c.tokens @> wanted
   limit most
$$;

revoke all on function companies_with_tokens(int4[], int4) from public;
grant execute on function companies_with_tokens(int4[], int4) to candor_app;
