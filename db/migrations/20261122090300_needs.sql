-- What a business unit looks for. The teaser and the confidential detail are two texts; both lie behind the wall of the
-- stating organisation, published teasers have a table of their own.
create sequence app.need_change_seq;

create table app.need (
  id uuid primary key,
  owner_org_id uuid not null references app.organisation,
  unit_id uuid not null references app.unit,
  owner_person_id uuid not null references app.person,
  sponsor_person_id uuid references app.person,
  title text not null default '',
  detail text not null default '',
  teaser text not null default '',
  lang text not null default 'en',
  field text,
  topics text[] not null default '{}',
  tags text[] not null default '{}',
  -- Languages the unit can work in with a company.
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
  state_changed_at timestamptz not null,
  closed_reason text check (closed_reason in ('solved_internally', 'no_match', 'no_budget', 'priority_changed', 'duplicate', 'project_ended', 'other')),
  copied_from_id uuid references app.need,
  -- Drawn in the writing transaction; whatever indexes needs follows it.
  change_seq bigint not null default nextval('app.need_change_seq'),
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null,
  updated_by uuid not null,
  updated_at timestamptz not null,
  opened_at timestamptz,
  constraint need_closed_has_reason check ((state = 'closed') = (closed_reason is not null)),
  constraint need_confirmed_is_complete check (
    state in ('draft', 'closed') or (title <> '' and detail <> '' and budget_minor is not null and decide_by is not null)),
  -- Lets the rows below a need prove that they carry the need's own organisation.
  constraint need_organisation unique (id, owner_org_id)
);
create index need_unit on app.need (unit_id, state);
create index need_state on app.need (state, decide_by);
create index need_updated on app.need (owner_org_id, updated_at desc, id);
create index need_change on app.need (change_seq);
comment on table app.need is 'Confidential to the stating organisation; inside it, visibility and readers decide.';
select app.protect('app.need');
-- Coarse on purpose: scouts hold no unit and read every need of their organisation, and a policy knows no seats. Which
-- colleagues read which need is decided by canReadNeed and visibleNeeds.
create policy need_own_organisation on app.need to app_user
  using (owner_org_id = any (app.current_org_ids())) with check (owner_org_id = any (app.current_org_ids()));

create table app.need_requirement (
  id uuid primary key,
  need_id uuid not null,
  owner_org_id uuid not null,
  position integer not null,
  level text not null check (level in ('must', 'should')),
  -- A fact can be checked against the profile (country, stage, size, founded, certificate); a text is matched.
  kind text not null check (kind in ('text', 'country', 'stage', 'team_size', 'founded_year', 'certificate', 'language')),
  text text not null default '',
  value jsonb not null default '{}',
  constraint need_requirement_need_fk foreign key (need_id, owner_org_id) references app.need (id, owner_org_id) on delete cascade
);
create index need_requirement_need on app.need_requirement (need_id, position);
comment on table app.need_requirement is 'What a company must or should bring for a need.';
select app.protect('app.need_requirement');
create policy need_requirement_own_organisation on app.need_requirement to app_user
  using (owner_org_id = any (app.current_org_ids())) with check (owner_org_id = any (app.current_org_ids()));

create table app.need_state_change (
  id uuid primary key,
  need_id uuid not null,
  owner_org_id uuid not null,
  from_state text,
  to_state text not null,
  reason_code text,
  reason text,
  person_id uuid,
  changed_at timestamptz not null,
  constraint need_state_change_need_fk foreign key (need_id, owner_org_id) references app.need (id, owner_org_id) on delete cascade
);
create index need_state_change_need on app.need_state_change (need_id, changed_at);
comment on table app.need_state_change is 'Every move of a need: who, when, why.';
select app.protect('app.need_state_change');
create policy need_state_change_own_organisation on app.need_state_change to app_user
  using (owner_org_id = any (app.current_org_ids())) with check (owner_org_id = any (app.current_org_ids()));
