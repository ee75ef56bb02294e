-- A company considered for a need: longlist → shortlist and on, with its stage.
create table app.shortlist_entry (
  id uuid primary key,
  need_id uuid not null,
  company_id uuid not null references app.company,
  -- The record it was added for, where that record was merged into company_id since; undoing the merge brings it back there.
  came_from_company_id uuid references app.company,
  owner_org_id uuid not null references app.organisation,
  stage text not null check (stage in ('longlist', 'shortlist', 'contacted', 'meeting', 'chosen', 'passed')),
  -- Order inside the stage, smallest first.
  position integer not null default 0,
  -- How well it fitted and why, on the day it was added.
  fit real,
  reasons jsonb not null default '[]',
  -- The pass that belongs to the stage "passed", and the stage before it, for taking it back.
  pass_id uuid references app.company_pass,
  stage_before_pass text,
  added_by uuid not null,
  added_at timestamptz not null,
  updated_at timestamptz not null,
  -- Taken off the list; kept with votes and notes so that it can be put back.
  removed_at timestamptz,
  constraint shortlist_entry_once unique (need_id, company_id),
  constraint shortlist_entry_organisation unique (id, owner_org_id),
  constraint shortlist_entry_need_fk foreign key (need_id, owner_org_id) references app.need (id, owner_org_id) on delete cascade,
  constraint shortlist_entry_pass check ((stage = 'passed') = (pass_id is not null))
);
create index shortlist_entry_company on app.shortlist_entry (company_id);
create index shortlist_entry_came_from on app.shortlist_entry (came_from_company_id) where came_from_company_id is not null;
comment on table app.shortlist_entry is 'Behind the wall of the organisation that stated the need; inside it, whoever reads the need reads its list.';
select app.protect('app.shortlist_entry');
create policy shortlist_entry_own_organisation on app.shortlist_entry to app_user
  using (owner_org_id = any (app.current_org_ids())) with check (owner_org_id = any (app.current_org_ids()));

-- What a colleague thinks of an entry; one vote a person.
create table app.shortlist_vote (
  entry_id uuid not null,
  person_id uuid not null,
  owner_org_id uuid not null,
  vote smallint not null check (vote in (-1, 0, 1)),
  comment text not null default '',
  voted_at timestamptz not null,
  primary key (entry_id, person_id),
  constraint shortlist_vote_entry_fk foreign key (entry_id, owner_org_id) references app.shortlist_entry (id, owner_org_id) on delete cascade
);
select app.protect('app.shortlist_vote');
create policy shortlist_vote_own_organisation on app.shortlist_vote to app_user
  using (owner_org_id = any (app.current_org_ids())) with check (owner_org_id = any (app.current_org_ids()));

-- What colleagues tell each other about an entry.
create table app.shortlist_note (
  id uuid primary key,
  entry_id uuid not null,
  owner_org_id uuid not null,
  person_id uuid not null,
  note text not null,
  written_at timestamptz not null,
  removed_at timestamptz,
  constraint shortlist_note_entry_fk foreign key (entry_id, owner_org_id) references app.shortlist_entry (id, owner_org_id) on delete cascade
);
create index shortlist_note_entry on app.shortlist_note (entry_id, written_at);
select app.protect('app.shortlist_note');
create policy shortlist_note_own_organisation on app.shortlist_note to app_user
  using (owner_org_id = any (app.current_org_ids())) with check (owner_org_id = any (app.current_org_ids()));

-- "Not this, because": a judgement on one company for one need that moves the ranking the next time.
create table app.match_feedback (
  need_id uuid not null,
  company_id uuid not null references app.company,
  came_from_company_id uuid references app.company,
  owner_org_id uuid not null,
  person_id uuid not null,
  verdict text not null check (verdict in ('good', 'bad')),
  reason_code text,
  note text not null default '',
  given_at timestamptz not null,
  primary key (need_id, company_id, person_id),
  constraint match_feedback_need_fk foreign key (need_id, owner_org_id) references app.need (id, owner_org_id) on delete cascade
);
create index match_feedback_company on app.match_feedback (company_id);
create index match_feedback_came_from on app.match_feedback (came_from_company_id) where came_from_company_id is not null;
select app.protect('app.match_feedback');
create policy match_feedback_own_organisation on app.match_feedback to app_user
  using (owner_org_id = any (app.current_org_ids())) with check (owner_org_id = any (app.current_org_ids()));

-- The meaning of a profile as numbers, from the configured endpoint: 8-bit values times the scale. Read and written by jobs only.
create table app.company_embedding (
  company_id uuid primary key references app.company on delete cascade,
  model text not null,
  -- SHA-256 of the text that was sent; another text is embedded anew.
  text_hash text not null,
  scale real not null,
  vector bytea not null,
  embedded_at timestamptz not null
);
select app.protect('app.company_embedding');

-- The meaning of what may be sent of a need. Written by jobs only; read with the need.
create table app.need_embedding (
  need_id uuid primary key,
  owner_org_id uuid not null,
  model text not null,
  text_hash text not null,
  scale real not null,
  vector bytea not null,
  embedded_at timestamptz not null,
  constraint need_embedding_need_fk foreign key (need_id, owner_org_id) references app.need (id, owner_org_id) on delete cascade
);
select app.protect('app.need_embedding');
create policy need_embedding_own_organisation on app.need_embedding for select to app_user
  using (owner_org_id = any (app.current_org_ids()));
