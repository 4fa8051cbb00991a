-- Records of an own object that have all the given blind tokens, at most `most` of them that are not in the bin, in no
-- order. Why it runs with the owner's rights: see customers_with_tokens.
create or replace function records_with_tokens(of_objects text[], wanted int4[], most int4) returns setof uuid
  language sql stable security definer rows 100
  set search_path = public, pg_temp
as $$
  select r.id from object_record r
   where r.organisation_id = current_setting('candor.organisation_id')::uuid and r.tokens @> wanted
     and r.object = any(of_objects) and r.binned_at is null
   limit most
$$;

revoke all on function records_with_tokens(text[], int4[], int4) from public;
grant execute on function records_with_tokens(text[], int4[], int4) to candor_app;
