-- People who apply have no seat in any organisation until they are accepted.
alter table app.person add column applicant_since timestamptz;
comment on column app.person.applicant_since is 'Since when the person may sign in without a seat, to write applications; null for everybody who only ever held seats.';
