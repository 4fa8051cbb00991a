-- Members of staff of the transaction's organisation, read and changed in the same transaction as what else happens,
-- above all their entry in the journal. The sign-in tables are closed to candor_app, because they are read before it is
-- known which organisation somebody belongs to; these functions open of them what concerns the one organisation that the
-- transaction names, and nothing else.

create or replace function staff_people()
  returns table (id uuid, name text, email text, role text, role_id uuid, demo boolean, joined_at timestamptz,
                 deactivated_at timestamptz, second_factor boolean)
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
as $$
  select u.id, u.name, u.email, m.role, m.role_id, u.demo, m.created_at, m.deactivated_at,
         exists (select from auth.second_factor f where f.user_id = u.id and f.confirmed_at is not null)
    from auth.membership m join auth.user u on u.id = m.user_id
   where m.organisation_id = current_setting('candor.organisation_id')::uuid
   order by m.created_at, u.id
$$;

-- Makes the person with an address a member, or lets them in again. Whoever calls this has proved that the address is
-- theirs, so the password is set; a second factor stays. Gives null where somebody works for another organisation already.
create or replace function staff_join(
  new_id uuid, member_name text, member_email text, password_hash text, member_language text, member_role text,
  member_role_id uuid)
  returns uuid language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  here constant uuid := current_setting('candor.organisation_id')::uuid;
  member uuid;
begin
  insert into auth.user (id, name, email, email_verified, language)
    values (new_id, member_name, lower(member_email), true, member_language)
    on conflict (email) do update set updated_at = now() returning auth.user.id into member;
  if exists (select from auth.membership m
              where m.user_id = member and m.organisation_id <> here and m.deactivated_at is null) then
    return null;
  end if;
  insert into auth.account (id, account_id, provider_id, user_id, password)
    values (gen_random_uuid(), member::text, 'credential', member, password_hash)
    on conflict (user_id, provider_id) do update set password = excluded.password, updated_at = now();
  delete from auth.session where user_id = member;
  insert into auth.membership (user_id, organisation_id, role, role_id)
    values (member, here, member_role, member_role_id)
    on conflict (user_id, organisation_id) do update
      set role = excluded.role, role_id = excluded.role_id, deactivated_at = null;
  return member;
end $$;

create or replace function staff_set_role(member uuid, new_role text, new_role_id uuid) returns void
  language sql security definer
  set search_path = pg_catalog, pg_temp
as $$
  update auth.membership set role = new_role, role_id = new_role_id
   where user_id = member and organisation_id = current_setting('candor.organisation_id')::uuid
$$;

-- Keeping somebody out ends their sessions in the same moment.
create or replace function staff_set_active(member uuid, active boolean) returns void
  language sql security definer
  set search_path = pg_catalog, pg_temp
as $$
  update auth.membership set deactivated_at = case when active then null else coalesce(deactivated_at, now()) end
   where user_id = member and organisation_id = current_setting('candor.organisation_id')::uuid;
  delete from auth.session s using auth.membership m
   where not active and s.user_id = member and m.user_id = member
     and m.organisation_id = current_setting('candor.organisation_id')::uuid
$$;

create or replace function staff_remove_second_factor(member uuid) returns void
  language sql security definer
  set search_path = pg_catalog, pg_temp
as $$
  delete from auth.second_factor f using auth.membership m
   where f.user_id = member and m.user_id = member
     and m.organisation_id = current_setting('candor.organisation_id')::uuid
$$;

revoke all on function staff_people(), staff_join(uuid, text, text, text, text, text, uuid),
  staff_set_role(uuid, text, uuid), staff_set_active(uuid, boolean), staff_remove_second_factor(uuid) from public;
grant execute on function staff_people(), staff_join(uuid, text, text, text, text, text, uuid),
  staff_set_role(uuid, text, uuid), staff_set_active(uuid, boolean), staff_remove_second_factor(uuid) to candor_app;
