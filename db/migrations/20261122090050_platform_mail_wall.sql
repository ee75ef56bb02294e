-- A mail belongs to the organisation it was sent for; its administrators see it in the outbox, nobody else's do.
alter table app.mail_message add column org_id uuid;
create index mail_message_org on app.mail_message (org_id, created_at desc);
create policy mail_own_organisation on app.mail_message for select to app_user using (org_id = any (app.current_org_ids()));
