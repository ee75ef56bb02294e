-- Lists by name run in the order of code points, the same on every server; equality is asked in it too.
drop index app.company_name;
create index company_name on app.company ((lower(name) collate "C"), id);
