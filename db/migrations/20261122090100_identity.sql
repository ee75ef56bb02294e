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
create unique index organisation_one_host on app.organisation (kind) where kind in ('host', 'cloud_partner', 'zone');
comment on table app.organisation is 'Open to read: names of organisations are no secret inside the base.';

-- Business units of an organisation; needs are stated by a unit.
create table app.unit (
  id uuid primary key,
  organisation_id uuid not null references app.organisation,
  name text not null,
  names jsonb not null default '{}',
  city text,
  created_at timestamptz not null,
  unique (organisation_id, name)
);
comment on table app.unit is 'Open to read: names of units are no secret inside the base.';

-- A human being; signs in through auth."user" with the same id.
create table app.person (
  id uuid primary key,
  name text not null,
  email text not null,
  locale text not null default 'en',
  time_zone text,
  organisation_ids uuid[] not null default '{}',
  deactivated_at timestamptz,
  created_at timestamptz not null,
  constraint person_email_unique unique (email)
);
comment on column app.person.organisation_ids is 'Organisations of the person''s seats, copied here because policies read only the same row.';
select app.protect('app.person');

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
create unique index seat_unique on app.seat (person_id, organisation_id, role, coalesce(unit_id, '00000000-0000-0000-0000-000000000000'));
select app.protect('app.seat');
create policy seat_own_organisation on app.seat to app_user
  using (organisation_id = any (app.current_org_ids()) or person_id = app.current_person_id())
  with check (organisation_id = any (app.current_org_ids()));
create policy person_own_organisation on app.person to app_user
  using (organisation_ids && app.current_org_ids() or id = app.current_person_id())
  with check (organisation_ids && app.current_org_ids() or id = app.current_person_id());
