-- The scouting universe. Companies are open to every seat of the operators, so these tables carry no row-level security
-- (it would block text indexes); who may read them at all is the policy's matter. Confidential rows lie in other tables.
create sequence app.company_change_seq;

create table app.company (
  id uuid primary key,
  -- Set in the writing transaction; the matching index follows it.
  change_seq bigint not null default nextval('app.company_change_seq'),
  name text not null,
  legal_name text,
  former_names text[] not null default '{}',
  other_names text[] not null default '{}',
  lang text not null default 'en',
  one_liner text not null default '',
  description text not null default '',
  tags text[] not null default '{}',
  field text,
  topics text[] not null default '{}',
  country char(2),
  city text,
  founded_year integer check (founded_year between 1800 and 2200),
  team_size integer check (team_size >= 0),
  stage text,
  status text not null default 'active',
  website text,
  -- Registrable domain of the website, the strongest sign that two records are one firm.
  domain text,
  certificates text[] not null default '{}',
  funding_total_fen bigint check (funding_total_fen >= 0),
  sources text[] not null default '{}',
  -- Column → {source, at} of the value shown.
  provenance jsonb not null default '{}',
  merged_into_id uuid references app.company,
  archived_at timestamptz,
  -- Everything the row said is gone for good; the row stays so that a later import does not bring the firm back.
  erased_at timestamptz,
  -- Lower-case names, one-liners and tags for search as you type (trigram); written by searchTextOf.
  search_text text not null default '',
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index company_change on app.company (change_seq);
create index company_domain on app.company (domain) where domain is not null;
create index company_search on app.company using gin (search_text gin_trgm_ops);
create index company_name on app.company (lower(name));
create index company_created on app.company (created_at, id);
create index company_facets on app.company (country, stage, field);
create index company_merged on app.company (merged_into_id) where merged_into_id is not null;
comment on table app.company is 'A firm of the scouting universe, no login. merged_into_id: this record lives on in another.';

-- Numbers of a sequence can commit out of order. Every writer holds this lock shared until it commits; whoever follows
-- change_seq takes it alone for a moment, so that no smaller number appears after a greater one was read.
create function app.hold_company_change_lock() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(7204062);
  return null;
end
$$;
create trigger company_change_lock before insert or update on app.company
  for each statement execute function app.hold_company_change_lock();

-- The profile in further languages: from a source, by a person, or by machine; stale once the original changed.
create table app.company_translation (
  company_id uuid not null references app.company on delete cascade,
  lang text not null,
  one_liner text not null default '',
  description text not null default '',
  origin text not null check (origin in ('source', 'person', 'machine')),
  is_stale boolean not null default false,
  updated_at timestamptz not null,
  primary key (company_id, lang)
);

-- What a source said of a company, as imported; merging and its undo move these rows.
create table app.company_source (
  id uuid primary key,
  company_id uuid not null references app.company on delete cascade,
  source text not null,
  external_id text not null,
  content_hash text not null,
  raw jsonb not null,
  import_id uuid,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  constraint company_source_unique unique (source, external_id)
);
create index company_source_company on app.company_source (company_id);

-- One import of a file; the job keeps its position here, so that it resumes where it was killed.
create table app.company_import (
  id uuid primary key,
  source text not null,
  file_name text not null,
  file_id uuid,
  storage_key text not null,
  file_sha256 text not null,
  file_bytes bigint not null,
  media_type text not null,
  format jsonb not null default '{}',
  mapping jsonb not null default '{}',
  is_dry_run boolean not null default false,
  status text not null check (status in ('uploaded', 'queued', 'running', 'done', 'failed', 'cancelled')),
  error_key text,
  error_values jsonb not null default '{}',
  rows_read bigint not null default 0,
  bytes_read bigint not null default 0,
  created_count bigint not null default 0,
  updated_count bigint not null default 0,
  unchanged_count bigint not null default 0,
  rejected_count bigint not null default 0,
  owner_org_id uuid not null references app.organisation,
  created_by uuid,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz
);
select app.protect('app.company_import');
create policy company_import_own_organisation on app.company_import to app_user
  using (owner_org_id = any (app.current_org_ids())) with check (owner_org_id = any (app.current_org_ids()));

create table app.company_import_rejection (
  import_id uuid not null references app.company_import on delete cascade,
  row_number bigint not null,
  owner_org_id uuid not null,
  raw jsonb not null,
  reasons jsonb not null,
  primary key (import_id, row_number)
);
select app.protect('app.company_import_rejection');
create policy company_import_rejection_own_organisation on app.company_import_rejection to app_user
  using (owner_org_id = any (app.current_org_ids())) with check (owner_org_id = any (app.current_org_ids()));

-- A pair the de-duplication thinks is one firm, and what a person decided.
create table app.duplicate_suggestion (
  id uuid primary key,
  left_company_id uuid not null references app.company on delete cascade,
  right_company_id uuid not null references app.company on delete cascade,
  score real not null,
  reasons jsonb not null,
  status text not null check (status in ('open', 'merged', 'different')) default 'open',
  decided_by uuid,
  decided_at timestamptz,
  created_at timestamptz not null,
  constraint duplicate_suggestion_pair unique (left_company_id, right_company_id),
  constraint duplicate_suggestion_order check (left_company_id < right_company_id)
);
create index duplicate_suggestion_open on app.duplicate_suggestion (score desc, id) where status = 'open';

-- A merge with all that is needed to undo it.
create table app.company_merge (
  id uuid primary key,
  surviving_company_id uuid not null references app.company,
  absorbed_company_id uuid not null references app.company,
  before jsonb not null,
  merged_by uuid,
  merged_at timestamptz not null,
  reason text,
  undone_by uuid,
  undone_at timestamptz
);
create index company_merge_surviving on app.company_merge (surviving_company_id);

-- What a person changed of a company and what stood there before; edits of one bulk action share a batch.
create table app.company_edit (
  id uuid primary key,
  company_id uuid not null references app.company on delete cascade,
  batch_id uuid not null,
  org_id uuid references app.organisation,
  person_id uuid,
  before jsonb not null,
  after jsonb not null,
  edited_at timestamptz not null,
  undone_at timestamptz
);
create index company_edit_company on app.company_edit (company_id, edited_at desc);
create index company_edit_batch on app.company_edit (batch_id);
comment on table app.company_edit is 'Open to read as the universe is: it holds columns of app.company and its translations only.';

-- Who of our organisation spoke to whom of the company.
create table app.company_contact (
  id uuid primary key,
  company_id uuid not null references app.company,
  owner_org_id uuid not null references app.organisation,
  channel text not null check (channel in ('meeting', 'call', 'mail', 'event', 'message', 'other')),
  company_person text not null default '',
  note text not null,
  happened_on date not null,
  person_id uuid not null,
  created_at timestamptz not null,
  -- Taken back; kept so that taking back can be undone.
  removed_at timestamptz
);
create index company_contact_company on app.company_contact (company_id, happened_on desc);
select app.protect('app.company_contact');
create policy company_contact_own_organisation on app.company_contact to app_user
  using (owner_org_id = any (app.current_org_ids())) with check (owner_org_id = any (app.current_org_ids()));

-- A pass: why a company was not taken (for one need, or at all) and what would make us look again.
create table app.company_pass (
  id uuid primary key,
  company_id uuid not null references app.company,
  owner_org_id uuid not null references app.organisation,
  need_id uuid,
  -- Passed within a need that only a unit or named people read: the words and the need are for them, the reason is for all.
  is_need_private boolean not null default false,
  need_unit_id uuid,
  reason_code text not null check (reason_code in ('too_early', 'no_fit', 'no_capacity', 'price', 'technology', 'team', 'certificate_missing',
    'competitor', 'pure_consulting', 'region', 'legal', 'no_answer', 'other')),
  note text not null default '',
  recheck_kind text not null check (recheck_kind in ('none', 'date', 'funding', 'certificate', 'new_need')) default 'none',
  recheck_on date,
  recheck_detail text,
  -- Funding and certificates on the day of the pass: a re-check is due when the company has more.
  recheck_baseline jsonb not null default '{}',
  recheck_due_at timestamptz,
  person_id uuid not null,
  passed_at timestamptz not null,
  batch_id uuid,
  withdrawn_at timestamptz,
  constraint company_pass_recheck_date check (recheck_kind <> 'date' or recheck_on is not null)
);
create index company_pass_company on app.company_pass (company_id, passed_at desc);
create index company_pass_waiting on app.company_pass (recheck_kind) where recheck_due_at is null and withdrawn_at is null;
select app.protect('app.company_pass');
create policy company_pass_own_organisation on app.company_pass to app_user
  using (owner_org_id = any (app.current_org_ids())) with check (owner_org_id = any (app.current_org_ids()));

-- A search a person keeps, with an alert when new companies fit.
create table app.saved_search (
  id uuid primary key,
  owner_org_id uuid not null references app.organisation,
  person_id uuid not null,
  subject text not null check (subject in ('companies', 'needs')),
  name text not null,
  query jsonb not null,
  alert text not null check (alert in ('none', 'daily', 'weekly')) default 'none',
  last_alert_at timestamptz,
  -- Companies the last alerts told of that the person has not looked at since.
  unseen_count integer not null default 0,
  is_shared boolean not null default false,
  created_at timestamptz not null
);
select app.protect('app.saved_search');
create policy saved_search_own_organisation on app.saved_search to app_user
  using (owner_org_id = any (app.current_org_ids())) with check (owner_org_id = any (app.current_org_ids()));
