-- Everything of the product lives in schema app; sign-in tables live in schema auth; the job queue makes its own schema.
create schema app;
create schema auth;

create extension if not exists btree_gist;
create extension if not exists pg_trgm;
create extension if not exists unaccent;

-- The roles app_user and app_system and their rights lie in src/platform/db/roles.ts: a restored base needs them too.

-- The settings of the running transaction; after a commit a setting reads '' and must count as absent.
create function app.current_org_ids() returns uuid[] language sql stable parallel safe
  return coalesce(nullif(current_setting('app.org_ids', true), '')::uuid[], '{}');
create function app.current_unit_ids() returns uuid[] language sql stable parallel safe
  return coalesce(nullif(current_setting('app.unit_ids', true), '')::uuid[], '{}');
create function app.current_person_id() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.person_id', true), '')::uuid;

-- Puts a table behind the second wall: row-level security on, app_system let through; the caller adds app_user's policies.
create function app.protect(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('create policy system_all on %s to app_system using (true) with check (true)', target);
end
$$;

-- One row: the base this database runs.
create table app.base (
  id uuid primary key,
  slug text not null,
  name text not null,
  names jsonb not null default '{}',
  mode text not null check (mode in ('demo', 'real')),
  time_zone text not null default 'Asia/Shanghai',
  currency text not null default 'CNY',
  default_locale text not null default 'en',
  opened_on date,
  settings jsonb not null default '{}',
  created_at timestamptz not null default now(),
  only_one boolean not null default true,
  constraint base_only_one unique (only_one),
  constraint base_only_one_true check (only_one)
);
comment on table app.base is 'The base this database runs; open to read, it holds nothing confidential.';

-- Who did what when and why; append-only, each row seals the one before it (hash chain).
create table app.audit_entry (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor_kind text not null,
  person_id uuid,
  seat_id uuid,
  org_id uuid,
  action text not null,
  subject_type text not null,
  subject_id text,
  reason text,
  detail jsonb not null default '{}',
  request_id text,
  origin text,
  previous_hash text not null,
  hash text not null,
  constraint audit_entry_hash_unique unique (hash)
);
create index audit_entry_subject on app.audit_entry (subject_type, subject_id, id);
comment on table app.audit_entry is 'Append-only audit log; readable by the organisation whose member acted.';
select app.protect('app.audit_entry');
create policy audit_own_organisation on app.audit_entry for select to app_user using (org_id = any (app.current_org_ids()));
create policy audit_append on app.audit_entry for insert to app_user with check (true);

-- Head of the hash chain: locking this row orders the writers.
create table app.audit_head (
  only_one boolean primary key default true check (only_one),
  last_hash text not null
);
insert into app.audit_head (last_hash) values ('');

-- Facts published by the contexts (outbox); subscribers' jobs are enqueued in the same transaction.
create table app.outbox_event (
  id uuid primary key,
  name text not null,
  payload jsonb not null,
  published_at timestamptz not null,
  request_id text
);
create index outbox_event_name on app.outbox_event (name, published_at);
select app.protect('app.outbox_event');
create policy outbox_append on app.outbox_event for insert to app_user with check (true);

-- Answers of POSTs sent with an Idempotency-Key, kept for a day; past the walls only, an answer may hold anything. Without a
-- status the request still runs, or its process died.
create table app.idempotent_response (
  key text not null,
  actor text not null,
  request_hash text not null,
  status integer,
  body jsonb,
  created_at timestamptz not null,
  primary key (actor, key)
);
select app.protect('app.idempotent_response');

-- What was mailed, or would have been where no SMTP server is configured.
create table app.mail_message (
  id uuid primary key,
  to_address text not null,
  subject text not null,
  text_body text not null,
  html_body text,
  locale text not null,
  status text not null check (status in ('queued', 'sent', 'kept', 'failed')),
  -- The text holds a link that lets somebody in: nobody reads it where mail is delivered, and it is blanked once sent.
  holds_secret boolean not null default false,
  error text,
  created_at timestamptz not null,
  sent_at timestamptz
);
create index mail_message_created on app.mail_message (created_at desc);
select app.protect('app.mail_message');
create policy mail_queue on app.mail_message for insert to app_user with check (true);

-- Stored files; the bytes lie on the disk or in the bucket under storage_key.
create table app.file (
  id uuid primary key,
  storage_key text not null,
  name text not null,
  media_type text not null,
  size_bytes bigint not null check (size_bytes >= 0),
  sha256 text not null,
  subject_type text not null,
  subject_id uuid not null,
  owner_org_id uuid not null,
  uploaded_by uuid,
  uploaded_at timestamptz not null,
  deleted_at timestamptz
);
create index file_subject on app.file (subject_type, subject_id);
select app.protect('app.file');
create policy file_own_organisation on app.file to app_user
  using (owner_org_id = any (app.current_org_ids())) with check (owner_org_id = any (app.current_org_ids()));
