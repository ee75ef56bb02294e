-- Imports started from the command line or a seed may belong to no organisation yet; then no seat sees them.
alter table app.company_import
  alter column owner_org_id drop not null,
  add column origin text not null default 'upload' constraint company_import_origin check (origin in ('upload', 'command_line', 'seed')),
  -- Rows kept although a cell of theirs was dropped.
  add column warned_count bigint not null default 0,
  -- Counts of the last dry run, shown until the real run replaces them.
  add column dry_run_result jsonb,
  -- Starts since the last committed batch: an import that dies again and again is given up.
  add column attempts integer not null default 0,
  -- Moves with every batch; an import that stands still is picked up again.
  add column heartbeat_at timestamptz,
  -- Each decision of a person to run it has its own; what an earlier run still works at is written no more.
  add column run_id uuid,
  -- Since then file, first rows and rejected rows are gone: they are kept for 30 days after the end.
  add column content_erased_at timestamptz;

create index company_import_owner on app.company_import (owner_org_id, created_at desc);
create index company_import_file on app.company_import (file_sha256, source);

alter table app.company_import_rejection
  alter column owner_org_id drop not null,
  -- True: only the named cells were dropped, the row itself was imported.
  add column is_row_kept boolean not null default false;

create index company_source_import on app.company_source (import_id);
