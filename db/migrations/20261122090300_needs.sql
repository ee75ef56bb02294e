-- What a business unit looks for. The teaser and the confidential detail are two texts; both lie behind the wall of the
-- stating organisation, published teasers have a table of their own.
create table app.need (
  id uuid primary key,
  owner_org_id uuid not null references app.organisation,
  unit_id uuid not null references app.unit,
  owner_person_id uuid not null references app.person,
  sponsor_person_id uuid references app.person,
  title text not null,
  detail text not null default '',
  teaser text not null default '',
  lang text not null default 'en',
  field text,
  topics text[] not null default '{}',
  tags text[] not null default '{}',
  languages text[] not null default '{}',
  budget_minor bigint check (budget_minor >= 0),
  budget_currency char(3) not null default 'CNY',
  decide_by date,
  urgency text not null check (urgency in ('low', 'normal', 'high')) default 'normal',
  visibility text not null check (visibility in ('unit', 'host', 'people', 'teaser')) default 'unit',
  -- Units and people who may read it beside the owner, copied here because policies read only the same row.
  reader_unit_ids uuid[] not null default '{}',
  reader_person_ids uuid[] not null default '{}',
  state text not null check (state in ('draft', 'confirmed', 'open', 'shortlisted', 'piloting', 'solved', 'closed')) default 'draft',
  closed_reason text,
  change_seq bigint not null default 0,
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  opened_at timestamptz
);
create index need_unit on app.need (unit_id, state);
create index need_state on app.need (state, decide_by);
select app.protect('app.need');
-- Scouts hold no unit and read every need of their organisation; the policy functions say which seats those are.
create policy need_own_organisation on app.need to app_user
  using (owner_org_id = any (app.current_org_ids())) with check (owner_org_id = any (app.current_org_ids()));

create table app.need_requirement (
  id uuid primary key,
  need_id uuid not null references app.need on delete cascade,
  owner_org_id uuid not null,
  position integer not null,
  level text not null check (level in ('must', 'should')),
  -- A fact can be checked against the profile (country, stage, size, founded, certificate); a text is matched.
  kind text not null check (kind in ('text', 'country', 'stage', 'team_size', 'founded_year', 'certificate', 'language')),
  text text not null default '',
  value jsonb not null default '{}'
);
create index need_requirement_need on app.need_requirement (need_id, position);
select app.protect('app.need_requirement');
create policy need_requirement_own_organisation on app.need_requirement to app_user
  using (owner_org_id = any (app.current_org_ids())) with check (owner_org_id = any (app.current_org_ids()));

create table app.need_state_change (
  id uuid primary key,
  need_id uuid not null references app.need on delete cascade,
  owner_org_id uuid not null,
  from_state text,
  to_state text not null,
  reason text,
  person_id uuid,
  changed_at timestamptz not null
);
select app.protect('app.need_state_change');
create policy need_state_change_own_organisation on app.need_state_change to app_user
  using (owner_org_id = any (app.current_org_ids())) with check (owner_org_id = any (app.current_org_ids()));
