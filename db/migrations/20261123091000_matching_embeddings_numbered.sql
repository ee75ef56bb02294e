-- Each process reads the vectors in the order of these numbers, batch by batch, and goes on from the last; clocks may be behind or go back.
create sequence app.company_embedding_change_seq;
alter table app.company_embedding add column change_seq bigint not null default nextval('app.company_embedding_change_seq');
drop index app.company_embedding_followed;
create index company_embedding_change on app.company_embedding (model, change_seq);

-- Held shared by every writer until it commits and taken alone for a moment by who follows, as with companies.
create function app.hold_company_embedding_change_lock() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(7204064);
  return null;
end
$$;
create trigger company_embedding_change_lock before insert or update on app.company_embedding
  for each statement execute function app.hold_company_embedding_change_lock();
