-- A company considered for a need: longlist → shortlist and on, with its stage.
create table app.shortlist_entry (
  id uuid primary key,
  need_id uuid not null references app.need on delete cascade,
  company_id uuid not null references app.company,
  owner_org_id uuid not null references app.organisation,
  stage text not null check (stage in ('longlist', 'shortlist', 'contacted', 'meeting', 'chosen', 'passed')),
  position integer not null default 0,
  fit real,
  reasons jsonb not null default '[]',
  added_by uuid not null,
  added_at timestamptz not null,
  updated_at timestamptz not null,
  constraint shortlist_entry_once unique (need_id, company_id)
);
create index shortlist_entry_company on app.shortlist_entry (company_id);
select app.protect('app.shortlist_entry');
create policy shortlist_entry_own_organisation on app.shortlist_entry to app_user
  using (owner_org_id = any (app.current_org_ids())) with check (owner_org_id = any (app.current_org_ids()));

create table app.shortlist_vote (
  entry_id uuid not null references app.shortlist_entry on delete cascade,
  person_id uuid not null,
  owner_org_id uuid not null,
  vote smallint not null check (vote in (-1, 0, 1)),
  comment text not null default '',
  voted_at timestamptz not null,
  primary key (entry_id, person_id)
);
select app.protect('app.shortlist_vote');
create policy shortlist_vote_own_organisation on app.shortlist_vote to app_user
  using (owner_org_id = any (app.current_org_ids())) with check (owner_org_id = any (app.current_org_ids()));

create table app.shortlist_note (
  id uuid primary key,
  entry_id uuid not null references app.shortlist_entry on delete cascade,
  owner_org_id uuid not null,
  person_id uuid not null,
  note text not null,
  written_at timestamptz not null
);
select app.protect('app.shortlist_note');
create policy shortlist_note_own_organisation on app.shortlist_note to app_user
  using (owner_org_id = any (app.current_org_ids())) with check (owner_org_id = any (app.current_org_ids()));

-- "Not this, because": a judgement on one company for one need that moves the ranking the next time.
create table app.match_feedback (
  need_id uuid not null references app.need on delete cascade,
  company_id uuid not null references app.company,
  owner_org_id uuid not null,
  person_id uuid not null,
  verdict text not null check (verdict in ('good', 'bad')),
  reason_code text,
  note text not null default '',
  given_at timestamptz not null,
  primary key (need_id, company_id, person_id)
);
select app.protect('app.match_feedback');
create policy match_feedback_own_organisation on app.match_feedback to app_user
  using (owner_org_id = any (app.current_org_ids())) with check (owner_org_id = any (app.current_org_ids()));
