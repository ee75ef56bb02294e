-- Organisations of the base: the two operators, the zone, start-ups, investors.
create table app.organisation (
  id uuid primary key,
  kind text not null check (kind in ('host', 'cloud_partner', 'zone', 'startup', 'investor')),
  name text not null,
  names jsonb not null default '{}',
  mail_domain text,
  company_id uuid,
  created_at timestamptz not null
);
create unique index organisation_one_operator on app.organisation (kind) where kind in ('host', 'cloud_partner', 'zone');
comment on table app.organisation is 'Open to read: names of organisations are no secret inside the base.';
select app.protect('app.organisation');
create policy organisation_read on app.organisation for select to app_user using (true);
create policy organisation_own on app.organisation for update to app_user
  using (id = any (app.current_org_ids())) with check (id = any (app.current_org_ids()));

-- Business units of an organisation; needs are stated by a unit.
create table app.unit (
  id uuid primary key,
  organisation_id uuid not null references app.organisation,
  name text not null,
  names jsonb not null default '{}',
  city text,
  closed_at timestamptz,
  created_at timestamptz not null,
  constraint unit_name_unique unique (organisation_id, name)
);
comment on table app.unit is 'Open to read: names of units are no secret inside the base.';
select app.protect('app.unit');
create policy unit_read on app.unit for select to app_user using (true);
create policy unit_own_organisation on app.unit for insert to app_user with check (organisation_id = any (app.current_org_ids()));
create policy unit_own_organisation_change on app.unit for update to app_user
  using (organisation_id = any (app.current_org_ids())) with check (organisation_id = any (app.current_org_ids()));

-- A human being, who signs in through auth."user" with the same id, or a service account, which only its token speaks for.
create table app.person (
  id uuid primary key,
  kind text not null default 'human' check (kind in ('human', 'service')),
  name text not null,
  email text not null,
  locale text not null default 'en',
  time_zone text,
  -- One of the ten named people of the demo base, and what they come to do.
  demo_purpose text,
  organisation_ids uuid[] not null default '{}',
  deactivated_at timestamptz,
  created_at timestamptz not null,
  constraint person_email_unique unique (email),
  constraint person_email_lower check (email = lower(email))
);
comment on column app.person.organisation_ids is 'Organisations of the person''s seats, past ones included, copied here because policies read only the same row.';
select app.protect('app.person');
create policy person_own_organisation on app.person to app_user
  using (organisation_ids && app.current_org_ids() or id = app.current_person_id())
  with check (organisation_ids && app.current_org_ids() or id = app.current_person_id());

-- A role a person holds in an organisation (and, where it matters, a unit); one person may hold several.
create table app.seat (
  id uuid primary key,
  person_id uuid not null references app.person,
  organisation_id uuid not null references app.organisation,
  unit_id uuid references app.unit,
  role text not null check (role in ('scout', 'need_owner', 'expert', 'reviewer', 'cloud_steward', 'base_manager',
    'steering_member', 'zone_reporter', 'investor', 'founder', 'team_member', 'administrator')),
  title text,
  ends_at timestamptz,
  ended_at timestamptz,
  created_at timestamptz not null
);
create unique index seat_unique on app.seat (person_id, organisation_id, role, coalesce(unit_id, '00000000-0000-0000-0000-000000000000'))
  where ended_at is null;
create index seat_organisation on app.seat (organisation_id);
select app.protect('app.seat');
create policy seat_own_organisation on app.seat to app_user
  using (organisation_id = any (app.current_org_ids()) or person_id = app.current_person_id())
  with check (organisation_id = any (app.current_org_ids()));

-- An offered seat; the link in the mail holds the secret, here lies only its hash.
create table app.invitation (
  id uuid primary key,
  organisation_id uuid not null references app.organisation,
  -- The organisation whose administrator sent it; differs where an operator invites people of the zone or of an investor.
  invited_by_org_id uuid references app.organisation,
  unit_id uuid references app.unit,
  role text not null,
  title text,
  email text not null,
  name text not null,
  locale text not null default 'en',
  seat_ends_at timestamptz,
  secret_hash text not null,
  -- Only the mail held the link, so whoever brings it reads the mail of this address.
  is_link_private boolean not null default false,
  expires_at timestamptz not null,
  invited_by uuid references app.person,
  created_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid references app.person,
  revoked_at timestamptz,
  constraint invitation_secret_unique unique (secret_hash)
);
create unique index invitation_open on app.invitation (organisation_id, email, role, coalesce(unit_id, '00000000-0000-0000-0000-000000000000'))
  where accepted_at is null and revoked_at is null;
select app.protect('app.invitation');
create policy invitation_own_organisation on app.invitation for select to app_user
  using (organisation_id = any (app.current_org_ids()) or invited_by_org_id = any (app.current_org_ids()));
create policy invitation_into_own_organisation on app.invitation for insert to app_user
  with check (organisation_id = any (app.current_org_ids()));
create policy invitation_change on app.invitation for update to app_user
  using (organisation_id = any (app.current_org_ids()) or invited_by_org_id = any (app.current_org_ids()));

-- What is offered to whom never changes: the link is renewed, taken back or used.
create function app.refuse_offer_change() returns trigger language plpgsql as $$
begin
  raise exception 'What an invitation offers never changes.' using errcode = 'check_violation', constraint = 'invitation_offer_fixed';
end
$$;
create trigger invitation_offer_fixed before update of organisation_id, invited_by_org_id, unit_id, role, email, seat_ends_at
  on app.invitation for each row execute function app.refuse_offer_change();

-- A key for programs: acts as the seat, within the scopes. Only the SHA-256 of the token is kept.
create table app.api_token (
  id uuid primary key,
  kind text not null check (kind in ('personal', 'service')),
  name text not null,
  owner_org_id uuid not null references app.organisation,
  -- The person it speaks for: the owner of a personal token, the service account of a service token.
  person_id uuid not null references app.person,
  seat_id uuid not null references app.seat,
  token_hash text not null,
  hint text not null,
  scopes text[] not null,
  created_by uuid references app.person,
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  constraint api_token_hash_unique unique (token_hash)
);
create index api_token_person on app.api_token (person_id);
select app.protect('app.api_token');
create policy api_token_own on app.api_token to app_user
  using (person_id = app.current_person_id() or kind = 'service' and owner_org_id = any (app.current_org_ids()))
  with check (owner_org_id = any (app.current_org_ids()));

-- A change to what belongs to both operators: one side proposes, the other approves or declines.
create table app.base_change (
  id uuid primary key,
  proposed_values jsonb not null,
  reason text,
  reader_org_ids uuid[] not null,
  proposed_by uuid not null references app.person,
  proposed_org_id uuid not null references app.organisation,
  proposed_at timestamptz not null,
  state text not null check (state in ('open', 'approved', 'declined', 'withdrawn')) default 'open',
  decided_by uuid references app.person,
  decided_org_id uuid references app.organisation,
  decided_at timestamptz,
  constraint base_change_two_sides check (state <> 'approved' or decided_org_id <> proposed_org_id)
);
create unique index base_change_one_open on app.base_change (state) where state = 'open';
select app.protect('app.base_change');
create policy base_change_operators on app.base_change to app_user
  using (reader_org_ids && app.current_org_ids()) with check (reader_org_ids && app.current_org_ids());

-- The set-up code of an empty base, from its start until the first-run wizard is done; past the walls only.
create table app.base_setup (
  only_one boolean primary key default true check (only_one),
  code_hash text not null,
  created_at timestamptz not null
);
select app.protect('app.base_setup');

-- A demo base stays one and a real base stays real, whatever the application asks for.
create function app.refuse_base_mode_change() returns trigger language plpgsql as $$
begin
  raise exception 'The mode of a base never changes.' using errcode = 'check_violation', constraint = 'base_mode_fixed';
end
$$;
create trigger base_mode_fixed before update of mode on app.base
  for each row when (old.mode is distinct from new.mode) execute function app.refuse_base_mode_change();

-- Sign-in tables of better-auth, outside the walls: only app_system and the login role reach them.
create table auth."user" (
  id uuid primary key references app.person on delete cascade,
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  two_factor_enabled boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create table auth.session (
  id text primary key,
  user_id uuid not null references auth."user" on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index session_by_user on auth.session (user_id);
create index session_expires on auth.session (expires_at);
create table auth.account (
  id text primary key,
  user_id uuid not null references auth."user" on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index account_user on auth.account (user_id);
create table auth.verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verification_identifier on auth.verification (identifier);
create table auth.two_factor (
  id text primary key,
  user_id uuid not null references auth."user" on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean default true,
  failed_verification_count integer default 0,
  locked_until timestamptz
);
create index two_factor_user on auth.two_factor (user_id);
create table auth.passkey (
  id text primary key,
  user_id uuid not null references auth."user" on delete cascade,
  name text,
  public_key text not null,
  credential_id text not null unique,
  counter integer not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamptz
);
create index passkey_user on auth.passkey (user_id);
create table auth.rate_limit (
  key text primary key,
  count integer not null,
  window_started_at timestamptz not null
);

-- The address to sign in with is the person's address. Once somebody proves to read it, nothing set up before that lets anybody
-- in any more; the sign-in engine ends password and sessions itself.
create function auth.follow_address() returns trigger language plpgsql as $$
begin
  if new.email <> old.email then
    update app.person set email = new.email where id = new.id;
  end if;
  if new.email_verified and not old.email_verified then
    new.two_factor_enabled := false;
    delete from auth.two_factor where user_id = new.id;
    delete from auth.passkey where user_id = new.id;
    update app.api_token set revoked_at = now() where person_id = new.id and revoked_at is null;
  end if;
  return new;
end
$$;
create trigger follow_address before update of email, email_verified on auth."user"
  for each row execute function auth.follow_address();
