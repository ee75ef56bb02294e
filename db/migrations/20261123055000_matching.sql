-- Where an organisation has switched off what its judgements taught: for one of its needs, or for all of them.
create table app.learning_pause (
  id uuid primary key,
  owner_org_id uuid not null references app.organisation,
  -- Null: for every need of the organisation.
  need_id uuid,
  paused_by uuid not null,
  paused_at timestamptz not null,
  constraint learning_pause_once unique nulls not distinct (owner_org_id, need_id),
  constraint learning_pause_need_fk foreign key (need_id, owner_org_id) references app.need (id, owner_org_id) on delete cascade
);
comment on table app.learning_pause is 'Behind the wall of the organisation; a row means that rankings of its needs use no learned weights.';
select app.protect('app.learning_pause');
create policy learning_pause_own_organisation on app.learning_pause to app_user
  using (owner_org_id = any (app.current_org_ids())) with check (owner_org_id = any (app.current_org_ids()));
