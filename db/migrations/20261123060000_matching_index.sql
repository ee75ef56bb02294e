-- What the search index learned from the universe before it was built: every process that serves this database uses the same, so that all
-- rank alike. Derived; read and written by the index only.
create table app.index_calibration (
  index_name text primary key,
  calibration_id uuid not null,
  -- Mean words of each field, and from how many companies they were learned.
  average_lengths double precision[] not null,
  documents integer not null,
  calibrated_at timestamptz not null
);
select app.protect('app.index_calibration');

-- Wakes the indexes of all processes as soon as the writer commits; they also look by themselves.
create or replace function app.hold_company_change_lock() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(7204062);
  perform pg_notify('company_change', '');
  return null;
end
$$;
