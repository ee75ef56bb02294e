-- Numbers of a sequence can commit out of order. As with companies, every writer of needs holds this lock shared until it commits; whoever
-- follows change_seq takes it alone for a moment before reading, so that no smaller number appears after a greater one was read.
create function app.hold_need_change_lock() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(7204063);
  return null;
end
$$;
create trigger need_change_lock before insert or update on app.need
  for each statement execute function app.hold_need_change_lock();
