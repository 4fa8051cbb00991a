-- Where members of staff of the transaction's organisation are reached. The sign-in tables are closed to candor_app; this
-- opens name, address and language of those who may come in now, and nothing else.
create or replace function staff_contacts(members uuid[])
  returns table (id uuid, name text, email text, language text)
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
as $$
  select u.id, u.name, u.email, u.language
    from auth.membership m join auth.user u on u.id = m.user_id
   where m.organisation_id = current_setting('candor.organisation_id')::uuid
     and m.user_id = any(members) and m.deactivated_at is null
$$;

revoke all on function staff_contacts(uuid[]) from public;
grant execute on function staff_contacts(uuid[]) to candor_app;
