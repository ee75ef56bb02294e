-- Calls of one operator or of both, and what is asked there. A published call is public; what it links to may not be.
create table app.call (
  id uuid primary key,
  slug text not null,
  owner_org_id uuid not null references app.organisation,
  -- One or both operators: who reads what comes in, and who has to agree to a decision.
  operator_org_ids uuid[] not null,
  -- Operators whose manager agreed to publish the draft as it is; a change of its words, rules, dates, picture, form or phases asks again.
  agreed_org_ids uuid[] not null default '{}',
  state text not null check (state in ('draft', 'published', 'closed')) default 'draft',
  mode text not null check (mode in ('rolling', 'window')) default 'window',
  opens_at timestamptz,
  soft_deadline_at timestamptz,
  hard_deadline_at timestamptz,
  -- Languages every text of the call is written in before it is published; none: any one will do.
  langs text[] not null default '{}',
  -- Texts by language.
  title jsonb not null default '{}',
  teaser jsonb not null default '{}',
  description jsonb not null default '{}',
  faq jsonb not null default '[]',
  rules jsonb not null default '[]',
  tracks jsonb not null default '[]',
  promised_days jsonb not null,
  shares_feedback boolean not null default true,
  image_file_id uuid,
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  published_at timestamptz,
  closed_at timestamptz,
  -- When those who asked to hear of new calls were written to; once, however often it is opened again.
  told_at timestamptz,
  constraint call_slug_unique unique (slug),
  constraint call_owner_is_operator check (owner_org_id = any (operator_org_ids)),
  constraint call_window_in_order check (hard_deadline_at is null or soft_deadline_at is null or hard_deadline_at >= soft_deadline_at)
);
comment on table app.call is 'Public once published; a draft is read by its operators only.';
select app.protect('app.call');
create policy call_public on app.call for select to app_user using (state <> 'draft');
create policy call_operators on app.call to app_user
  using (operator_org_ids && app.current_org_ids()) with check (operator_org_ids && app.current_org_ids());

-- Which needs of the host a call looks for; a matter of the host alone, the public sees teasers.
create table app.call_need (
  call_id uuid not null references app.call on delete cascade,
  need_id uuid not null,
  owner_org_id uuid not null,
  primary key (call_id, need_id),
  constraint call_need_need_fk foreign key (need_id, owner_org_id) references app.need (id, owner_org_id) on delete cascade
);
select app.protect('app.call_need');
create policy call_need_own_organisation on app.call_need to app_user
  using (owner_org_id = any (app.current_org_ids())) with check (owner_org_id = any (app.current_org_ids()));

-- Addresses that asked to hear when a call opens. Read by the system alone: who waits for a call is nobody's business.
create table app.call_subscriber (
  id uuid primary key,
  email text not null,
  locale text not null,
  -- Names the row in the links of its mails: whoever holds it may confirm and end the subscription, and nothing else.
  key text not null,
  asked_at timestamptz not null,
  confirmed_at timestamptz,
  constraint call_subscriber_email_unique unique (email),
  constraint call_subscriber_key_unique unique (key)
);
select app.protect('app.call_subscriber');
-- Where a mail that comes without being asked for each time can be ended with one click (RFC 8058).
alter table app.mail_message add column unsubscribe_url text;

-- A version of a call's form. What was handed in always shows the version it was written against.
create table app.call_form (
  id uuid primary key,
  call_id uuid not null references app.call on delete cascade,
  operator_org_ids uuid[] not null,
  version integer not null,
  fields jsonb not null,
  published_at timestamptz,
  created_by uuid not null,
  created_at timestamptz not null,
  constraint call_form_version unique (call_id, version)
);
create unique index call_form_one_draft on app.call_form (call_id) where published_at is null;
select app.protect('app.call_form');
create policy call_form_public on app.call_form for select to app_user using (published_at is not null);
create policy call_form_operators on app.call_form to app_user
  using (operator_org_ids && app.current_org_ids()) with check (operator_org_ids && app.current_org_ids());

create function app.refuse_form_change() returns trigger language plpgsql as $$
begin
  raise exception 'A published form never changes; publish another version.' using errcode = 'check_violation', constraint = 'call_form_fixed';
end
$$;
create trigger call_form_fixed before update of fields on app.call_form
  for each row when (old.published_at is not null) execute function app.refuse_form_change();

-- What a manager wrote to be told in place of the product's own words: one letter an outcome and language.
create table app.call_letter (
  call_id uuid not null references app.call on delete cascade,
  outcome text not null check (outcome in ('accepted', 'waitlisted', 'declined')),
  lang text not null,
  operator_org_ids uuid[] not null,
  text text not null,
  version integer not null default 1,
  written_by uuid not null,
  written_at timestamptz not null,
  primary key (call_id, outcome, lang)
);
select app.protect('app.call_letter');
create policy call_letter_operators on app.call_letter to app_user
  using (operator_org_ids && app.current_org_ids()) with check (operator_org_ids && app.current_org_ids());

-- A step of review with its window, its rubric and who sees what.
create table app.review_phase (
  id uuid primary key,
  call_id uuid not null references app.call on delete cascade,
  operator_org_ids uuid[] not null,
  kind text not null check (kind in ('screening', 'review', 'jury')),
  position integer not null,
  opens_at timestamptz,
  closes_at timestamptz,
  is_blind boolean not null default false,
  other_reviews text not null check (other_reviews in ('never', 'afterOwn', 'always')) default 'afterOwn',
  other_scores text not null check (other_scores in ('never', 'afterOwn', 'always')) default 'afterOwn',
  reviewer_names text not null check (reviewer_names in ('never', 'afterOwn', 'always')) default 'afterOwn',
  -- By role of the reviewer; `default` for everybody else.
  rubrics jsonb not null,
  reviews_wanted integer not null default 3 check (reviews_wanted between 1 and 20),
  -- Set when the plan is changed after the window was open once; then it has begun, whatever dates it gets.
  had_begun boolean not null default false,
  constraint review_phase_window check (closes_at is null or opens_at is null or closes_at > opens_at)
);
create index review_phase_call on app.review_phase (call_id, position);
select app.protect('app.review_phase');
create policy review_phase_operators on app.review_phase to app_user
  using (operator_org_ids && app.current_org_ids()) with check (operator_org_ids && app.current_org_ids());

-- How much a reviewer of a phase takes.
create table app.reviewer_load (
  phase_id uuid not null references app.review_phase on delete cascade,
  person_id uuid not null references app.person,
  operator_org_ids uuid[] not null,
  -- Copied: the other operator cannot read the person.
  name text not null,
  most integer not null check (most between 0 and 500),
  least integer not null default 0 check (least >= 0),
  tracks text[] not null default '{}',
  left_at timestamptz,
  primary key (phase_id, person_id),
  constraint reviewer_load_in_order check (least <= most)
);
select app.protect('app.reviewer_load');
create policy reviewer_load_operators on app.reviewer_load to app_user
  using (operator_org_ids && app.current_org_ids()) with check (operator_org_ids && app.current_org_ids());

-- Somebody from outside who was asked by mail to review in one phase until a day; the seat ends by itself.
create table app.guest_juror (
  id uuid primary key,
  phase_id uuid not null references app.review_phase on delete cascade,
  operator_org_ids uuid[] not null,
  -- The operator that invited.
  owner_org_id uuid not null references app.organisation,
  invitation_id uuid not null references app.invitation,
  name text not null,
  email text not null,
  until_on date not null,
  most integer not null check (most between 0 and 500),
  -- Once the invitation was accepted.
  person_id uuid references app.person,
  invited_by uuid not null,
  invited_at timestamptz not null,
  revoked_at timestamptz
);
create index guest_juror_phase on app.guest_juror (phase_id);
create index guest_juror_invitation on app.guest_juror (invitation_id);
create index guest_juror_person on app.guest_juror (person_id) where person_id is not null;
select app.protect('app.guest_juror');
create policy guest_juror_operators on app.guest_juror to app_user
  using (operator_org_ids && app.current_org_ids()) with check (operator_org_ids && app.current_org_ids());

-- A solver's run over a phase, in the walls of the manager who started it: what it says of applications is for that person alone.
create table app.assignment_run (
  id uuid primary key,
  phase_id uuid not null references app.review_phase on delete cascade,
  started_by uuid not null references app.person,
  seat_id uuid not null references app.seat,
  state text not null check (state in ('running', 'proposed', 'unsolvable', 'failed')) default 'running',
  options jsonb not null default '{}',
  outcome jsonb not null default '{}',
  started_at timestamptz not null,
  ended_at timestamptz
);
create index assignment_run_phase on app.assignment_run (phase_id, started_at);
select app.protect('app.assignment_run');
create policy assignment_run_own on app.assignment_run to app_user
  using (started_by = app.current_person_id()) with check (started_by = app.current_person_id());

-- What a reviewer knows, for the fit to an application.
create table app.reviewer_expertise (
  person_id uuid primary key references app.person,
  operator_org_ids uuid[] not null,
  text text not null default '',
  topics text[] not null default '{}',
  updated_at timestamptz not null
);
select app.protect('app.reviewer_expertise');
create policy reviewer_expertise_operators on app.reviewer_expertise to app_user
  using (operator_org_ids && app.current_org_ids() or person_id = app.current_person_id())
  with check (operator_org_ids && app.current_org_ids() or person_id = app.current_person_id());

-- Ties a reviewer told once, for every application; read by nobody else, compared by the system.
create table app.reviewer_tie (
  id uuid primary key,
  person_id uuid not null references app.person,
  kind text not null check (kind in ('formerEmployer', 'invested', 'advised', 'family', 'competitor', 'other')),
  firm_name text not null,
  domain text,
  told_at timestamptz not null
);
create index reviewer_tie_person on app.reviewer_tie (person_id);
select app.protect('app.reviewer_tie');
create policy reviewer_tie_own on app.reviewer_tie to app_user
  using (person_id = app.current_person_id()) with check (person_id = app.current_person_id());

-- One firm's application to one call. Its writers are people: a firm gets an organisation when it is accepted.
create table app.application (
  id uuid primary key,
  -- Random, so that no gap in a row of numbers tells of an application somebody must not know of.
  reference text not null,
  call_id uuid not null references app.call,
  operator_org_ids uuid[] not null,
  author_person_ids uuid[] not null,
  -- People with a conflict of interest: for them the application does not exist.
  excluded_person_ids uuid[] not null default '{}',
  -- The record of the firm, once it was recognised or accepted.
  company_id uuid references app.company,
  firm_name text not null,
  form_id uuid not null references app.call_form,
  -- The version its writers have seen; another one is told to them.
  seen_form_id uuid not null references app.call_form,
  state text not null check (state in ('draft', 'submitted', 'in_review', 'decided', 'withdrawn')) default 'draft',
  outcome text check (outcome in ('accepted', 'waitlisted', 'declined')),
  stage smallint not null check (stage in (1, 2)) default 1,
  is_asked_back boolean not null default false,
  writers_until date,
  track text,
  -- Of what was handed in last, where the form asks for it openly: what the list is filtered by.
  field text,
  country text,
  is_late boolean not null default false,
  responsible_person_id uuid references app.person,
  -- Where they sit: copied, the other operator cannot read their seat.
  responsible_org_id uuid references app.organisation,
  responsible_unit_id uuid references app.unit,
  -- Order on the waiting list; compared, never shown: a gap would tell of somebody else.
  waiting_order integer,
  turn_since timestamptz not null,
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  submitted_at timestamptz,
  decided_at timestamptz,
  constraint application_reference_unique unique (reference),
  constraint application_has_author check (cardinality(author_person_ids) > 0),
  constraint application_decided_has_outcome check ((state = 'decided') = (outcome is not null)),
  constraint application_handed_in check (state = 'draft' or submitted_at is not null)
);
create index application_call on app.application (call_id, state, submitted_at);
create index application_company on app.application (company_id) where company_id is not null;
create index application_by_author on app.application using gin (author_person_ids);
-- Two tabs, two clicks, two founders: one draft of one firm for one call.
create unique index application_one_draft on app.application (call_id, created_by) where state = 'draft';
comment on table app.application is 'Its writers read it always; the operators of its call once it was handed in, but for people with a conflict.';

-- What a row below an application carries so that a policy can decide without looking at another table.
create function app.applicant_reads(authors uuid[]) returns boolean language sql stable parallel safe
  return app.current_person_id() = any (authors);
create function app.operator_reads(operators uuid[], excluded uuid[]) returns boolean language sql stable parallel safe
  return operators && app.current_org_ids() and not (coalesce(app.current_person_id() = any (excluded), false));

select app.protect('app.application');
create policy application_authors on app.application to app_user
  using (app.applicant_reads(author_person_ids)) with check (app.applicant_reads(author_person_ids));
create policy application_operators on app.application to app_user
  using (submitted_at is not null and app.operator_reads(operator_org_ids, excluded_person_ids))
  with check (submitted_at is not null and operator_org_ids && app.current_org_ids());

-- Somebody asked by mail to write with the others; the link holds the secret.
create table app.application_author_invitation (
  id uuid primary key,
  application_id uuid not null references app.application on delete cascade,
  author_person_ids uuid[] not null,
  email text not null,
  name text not null,
  secret_hash text not null,
  invited_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  constraint application_author_invitation_secret unique (secret_hash)
);
select app.protect('app.application_author_invitation');
create policy application_author_invitation_authors on app.application_author_invitation to app_user
  using (app.applicant_reads(author_person_ids)) with check (app.applicant_reads(author_person_ids));

create table app.application_author (
  application_id uuid not null references app.application on delete cascade,
  person_id uuid not null references app.person,
  author_person_ids uuid[] not null,
  operator_org_ids uuid[] not null,
  excluded_person_ids uuid[] not null default '{}',
  name text not null,
  email text not null,
  -- Mails are written in it; operators cannot read the person.
  locale text not null default 'en',
  joined_at timestamptz not null,
  primary key (application_id, person_id)
);
select app.protect('app.application_author');
create policy application_author_authors on app.application_author to app_user
  using (app.applicant_reads(author_person_ids)) with check (app.applicant_reads(author_person_ids));
create policy application_author_operators on app.application_author for select to app_user
  using (app.operator_reads(operator_org_ids, excluded_person_ids));

-- What is being written, field by field; operators read what was handed in.
create table app.application_answer (
  application_id uuid not null references app.application on delete cascade,
  key text not null,
  author_person_ids uuid[] not null,
  value jsonb not null,
  version integer not null default 1,
  written_by uuid not null,
  -- The open page it was typed in: what one page sends again never meets itself; two windows of one person are two writers.
  written_in text,
  written_at timestamptz not null,
  primary key (application_id, key)
);
select app.protect('app.application_answer');
create policy application_answer_authors on app.application_answer to app_user
  using (app.applicant_reads(author_person_ids)) with check (app.applicant_reads(author_person_ids));

-- The other of two texts that were written at once: kept until its writer has chosen.
create table app.application_answer_aside (
  id uuid primary key,
  application_id uuid not null references app.application on delete cascade,
  key text not null,
  author_person_ids uuid[] not null,
  value jsonb not null,
  written_by uuid not null,
  written_in text,
  written_at timestamptz not null,
  settled_at timestamptz
);
create index application_answer_aside_open on app.application_answer_aside (application_id) where settled_at is null;
select app.protect('app.application_answer_aside');
create policy application_answer_aside_authors on app.application_answer_aside to app_user
  using (app.applicant_reads(author_person_ids)) with check (app.applicant_reads(author_person_ids));

-- Who is writing where, for the others; a row is old after half a minute.
create table app.application_presence (
  application_id uuid not null references app.application on delete cascade,
  person_id uuid not null references app.person,
  author_person_ids uuid[] not null,
  key text,
  seen_at timestamptz not null,
  primary key (application_id, person_id)
);
select app.protect('app.application_presence');
create policy application_presence_authors on app.application_presence to app_user
  using (app.applicant_reads(author_person_ids)) with check (app.applicant_reads(author_person_ids));

-- A file in an answer; the bytes lie in the store. A row of its own and not of app.file, whose wall is an organisation's: who of a call's
-- operators reads it, and who is shut out, is the application's to say.
create table app.application_file (
  id uuid primary key,
  application_id uuid not null references app.application on delete cascade,
  key text not null,
  author_person_ids uuid[] not null,
  -- Operators that read the part of a submission it was handed in with; none before.
  reader_org_ids uuid[] not null default '{}',
  excluded_person_ids uuid[] not null default '{}',
  storage_key text not null,
  name text not null,
  media_type text not null,
  size_bytes bigint not null check (size_bytes > 0),
  sha256 text not null,
  -- `unscanned`: no scanner is configured.
  scan_state text not null check (scan_state in ('unscanned', 'waiting', 'clean', 'infected', 'failed')) default 'unscanned',
  scan_finding text,
  scanned_at timestamptz,
  uploaded_by uuid not null,
  uploaded_at timestamptz not null,
  handed_in_at timestamptz,
  constraint application_file_read_once_handed_in check (handed_in_at is not null or reader_org_ids = '{}')
);
create index application_file_application on app.application_file (application_id, key);
select app.protect('app.application_file');
create policy application_file_authors on app.application_file to app_user
  using (app.applicant_reads(author_person_ids)) with check (app.applicant_reads(author_person_ids));
create policy application_file_readers on app.application_file for select to app_user
  using (app.operator_reads(reader_org_ids, excluded_person_ids));

-- What was handed in, as it was; never changed.
create table app.application_submission (
  id uuid primary key,
  application_id uuid not null references app.application on delete cascade,
  author_person_ids uuid[] not null,
  operator_org_ids uuid[] not null,
  excluded_person_ids uuid[] not null default '{}',
  form_id uuid not null references app.call_form,
  stage smallint not null,
  is_late boolean not null,
  sha256 text not null,
  submitted_by uuid not null,
  submitted_at timestamptz not null
);
create index application_submission_application on app.application_submission (application_id, submitted_at);

-- The answers everybody of the call's operators reads, and apart from them those for one operator only.
create table app.application_submission_part (
  submission_id uuid not null references app.application_submission on delete cascade,
  part text not null check (part in ('shared', 'host', 'cloud_partner')),
  application_id uuid not null references app.application on delete cascade,
  author_person_ids uuid[] not null,
  -- Of the call's operators those who read this part.
  reader_org_ids uuid[] not null,
  excluded_person_ids uuid[] not null default '{}',
  answers jsonb not null,
  primary key (submission_id, part)
);

create table app.application_state_change (
  id uuid primary key,
  application_id uuid not null references app.application on delete cascade,
  author_person_ids uuid[] not null,
  operator_org_ids uuid[] not null,
  excluded_person_ids uuid[] not null default '{}',
  from_state text,
  to_state text not null,
  stage smallint not null,
  person_id uuid,
  reason text,
  changed_at timestamptz not null
);
create index application_state_change_application on app.application_state_change (application_id, changed_at);

-- Every turn an application took: how long each side had it.
create table app.application_turn (
  id uuid primary key,
  application_id uuid not null references app.application on delete cascade,
  author_person_ids uuid[] not null,
  operator_org_ids uuid[] not null,
  excluded_person_ids uuid[] not null default '{}',
  turn text not null check (turn in ('applicant', 'operators', 'nobody')),
  -- Where whoever is responsible sits.
  organisation_id uuid references app.organisation,
  unit_id uuid references app.unit,
  since timestamptz not null,
  until_on date,
  ended_at timestamptz
);
create index application_turn_application on app.application_turn (application_id, since);
create unique index application_turn_running on app.application_turn (application_id) where ended_at is null;

-- A tie between a person and an application; while it is active the person is excluded.
create table app.application_conflict (
  id uuid primary key,
  application_id uuid not null references app.application on delete cascade,
  operator_org_ids uuid[] not null,
  excluded_person_ids uuid[] not null default '{}',
  person_id uuid not null references app.person,
  kind text not null check (kind in ('sameOrganisation', 'sameMailDomain', 'coFounder', 'invested', 'advised', 'formerEmployer', 'family', 'competitor', 'other')),
  source text not null check (source in ('declared', 'detected', 'manager')),
  evidence text not null default '',
  found_at timestamptz not null,
  cleared_at timestamptz,
  cleared_by uuid,
  cleared_reason text,
  constraint application_conflict_unique unique (application_id, person_id, kind),
  constraint application_conflict_cleared_has_reason check ((cleared_at is null) = (cleared_reason is null))
);

-- A review: proposed by the assignment, given to a reviewer, begun, handed in; or handed back.
create table app.application_review (
  id uuid primary key,
  application_id uuid not null references app.application on delete cascade,
  -- Only a phase that never opened can be taken away; what was given there by hand goes with it, walls or not.
  phase_id uuid not null references app.review_phase on delete cascade,
  operator_org_ids uuid[] not null,
  excluded_person_ids uuid[] not null default '{}',
  reviewer_person_id uuid not null references app.person,
  state text not null check (state in ('proposed', 'assigned', 'started', 'submitted', 'returned')),
  is_by_hand boolean not null default false,
  -- How much of the application the reviewer knows, 0 to 1, and why.
  affinity real,
  grounds jsonb not null default '{}',
  scores jsonb not null default '{}',
  score real,
  recommendation text check (recommendation in ('accept', 'discuss', 'decline')),
  comment text not null default '',
  feedback text not null default '',
  return_reason text,
  version integer not null default 1,
  assigned_by uuid,
  assigned_at timestamptz not null,
  due_on date,
  submitted_at timestamptz,
  -- Given, but the waiting proposal would take it away again.
  is_leaving boolean not null default false,
  reminded_on date
);
create unique index application_review_once on app.application_review (application_id, phase_id, reviewer_person_id) where state <> 'returned';
create index application_review_reviewer on app.application_review (reviewer_person_id, state);
create index application_review_phase on app.application_review (phase_id, state);

create table app.application_comment (
  id uuid primary key,
  application_id uuid not null references app.application on delete cascade,
  phase_id uuid references app.review_phase on delete set null,
  operator_org_ids uuid[] not null,
  excluded_person_ids uuid[] not null default '{}',
  person_id uuid not null references app.person,
  text text not null,
  written_at timestamptz not null
);
create index application_comment_application on app.application_comment (application_id, written_at);

-- What a manager of one operator wants to be decided; stands once every operator of the call wants it.
create table app.application_proposal (
  id uuid primary key,
  application_id uuid not null references app.application on delete cascade,
  operator_org_ids uuid[] not null,
  excluded_person_ids uuid[] not null default '{}',
  organisation_id uuid not null references app.organisation,
  person_id uuid not null references app.person,
  outcome text not null check (outcome in ('accepted', 'waitlisted', 'declined')),
  reason_codes text[] not null default '{}',
  note text not null default '',
  letter text not null default '',
  letter_lang text not null,
  next_steps jsonb not null default '[]',
  recheck jsonb not null default '{}',
  -- Why a decision that was told is replaced; told with the new one.
  correction text not null default '',
  -- What the only reviewer wrote is told although it is clear whose words it is.
  shares_only_review boolean not null default false,
  -- Said for many at once: sent twice, it is said once.
  batch_id uuid,
  proposed_at timestamptz not null,
  -- Overtaken by a newer one, by a decision or by reopening.
  ended_at timestamptz
);
create index application_proposal_open on app.application_proposal (application_id) where ended_at is null;
create unique index application_proposal_once on app.application_proposal (application_id, organisation_id, batch_id) where batch_id is not null;

-- What was decided and told.
create table app.application_decision (
  id uuid primary key,
  application_id uuid not null references app.application on delete cascade,
  author_person_ids uuid[] not null,
  operator_org_ids uuid[] not null,
  excluded_person_ids uuid[] not null default '{}',
  outcome text not null check (outcome in ('accepted', 'waitlisted', 'declined')),
  reason_codes text[] not null default '{}',
  letter text not null,
  letter_lang text not null,
  next_steps jsonb not null default '[]',
  -- What reviewers wrote for the applicant, without names.
  feedback jsonb not null default '[]',
  correction text not null default '',
  -- Rows that followed from it, to be taken back if it is corrected.
  followed jsonb not null default '{}',
  decided_by uuid[] not null,
  decided_at timestamptz not null
);
create index application_decision_application on app.application_decision (application_id, decided_at);

-- That somebody got the day's mail on what is overdue; what stood in it is nowhere kept.
create table app.response_digest (
  person_id uuid not null references app.person on delete cascade,
  day date not null,
  sent_at timestamptz not null,
  primary key (person_id, day)
);
comment on table app.response_digest is 'Written and read by the nightly job alone.';
select app.protect('app.response_digest');

-- The rows below an application carry its walls. Writers and operators read these …
do $$
declare target text;
begin
  foreach target in array array['application_submission', 'application_state_change', 'application_turn', 'application_decision'] loop
    perform app.protect(('app.' || target)::regclass);
    execute format('create policy %I on app.%I for select to app_user using (app.applicant_reads(author_person_ids))', target || '_authors', target);
    execute format('create policy %I on app.%I for select to app_user using (app.operator_reads(operator_org_ids, excluded_person_ids))', target || '_operators', target);
    execute format('create policy %I on app.%I for insert to app_user with check (app.applicant_reads(author_person_ids) or operator_org_ids && app.current_org_ids())', target || '_append', target);
  end loop;
  -- … and these the operators alone.
  foreach target in array array['application_conflict', 'application_review', 'application_comment', 'application_proposal'] loop
    perform app.protect(('app.' || target)::regclass);
    execute format('create policy %I on app.%I to app_user using (app.operator_reads(operator_org_ids, excluded_person_ids)) with check (operator_org_ids && app.current_org_ids())', target || '_operators', target);
  end loop;
end
$$;
create policy application_turn_authors_end on app.application_turn for update to app_user using (app.applicant_reads(author_person_ids));
create policy application_turn_operators_end on app.application_turn for update to app_user
  using (app.operator_reads(operator_org_ids, excluded_person_ids));
select app.protect('app.application_submission_part');
create policy application_submission_part_authors on app.application_submission_part for select to app_user
  using (app.applicant_reads(author_person_ids));
create policy application_submission_part_readers on app.application_submission_part for select to app_user
  using (app.operator_reads(reader_org_ids, excluded_person_ids));
create policy application_submission_part_append on app.application_submission_part for insert to app_user
  with check (app.applicant_reads(author_person_ids));

-- What the audit log says of an application is hidden from the same people; outside the sealed part, so that the chain holds.
alter table app.audit_entry add column excluded_person_ids uuid[] not null default '{}';
drop policy audit_own_organisation on app.audit_entry;
create policy audit_own_organisation on app.audit_entry for select to app_user
  using (org_id = any (app.current_org_ids()) and not coalesce(app.current_person_id() = any (excluded_person_ids), false));
create function app.hide_audit_of_application() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  select excluded_person_ids into new.excluded_person_ids from app.application where id = new.subject_id::uuid;
  new.excluded_person_ids := coalesce(new.excluded_person_ids, '{}');
  return new;
end
$$;
create trigger audit_of_application before insert on app.audit_entry
  for each row when (new.subject_type = 'application') execute function app.hide_audit_of_application();

-- A pass that came of an application is hidden from those who must not know of it.
alter table app.company_pass add column application_id uuid references app.application;
alter table app.company_pass add column excluded_person_ids uuid[] not null default '{}';
drop policy company_pass_own_organisation on app.company_pass;
create policy company_pass_own_organisation on app.company_pass to app_user
  using (owner_org_id = any (app.current_org_ids()) and not coalesce(app.current_person_id() = any (excluded_person_ids), false))
  with check (owner_org_id = any (app.current_org_ids()));
create function app.hide_pass_of_application() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  select coalesce(excluded_person_ids, '{}') into new.excluded_person_ids from app.application where id = new.application_id;
  return new;
end
$$;
create trigger pass_of_application before insert on app.company_pass
  for each row when (new.application_id is not null) execute function app.hide_pass_of_application();

-- Whoever answers for an application sits somewhere, and the running turn of the response clock counts there; the clock goes on.
create function app.seat_of_responsible() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare seated record;
begin
  select seat.organisation_id, seat.unit_id into seated from app.seat
    where seat.person_id = new.responsible_person_id and seat.organisation_id = any (new.operator_org_ids) and seat.ended_at is null
    order by seat.role = 'base_manager' desc, seat.created_at, seat.id limit 1;
  new.responsible_org_id := seated.organisation_id;
  new.responsible_unit_id := seated.unit_id;
  update app.application_turn set organisation_id = new.responsible_org_id, unit_id = new.responsible_unit_id
    where application_id = new.id and turn = 'operators' and ended_at is null;
  return new;
end
$$;
create trigger application_responsible before update of responsible_person_id on app.application
  for each row when (old.responsible_person_id is distinct from new.responsible_person_id) execute function app.seat_of_responsible();

-- A changed wall of an application moves with everything below it, whoever changed it and whatever they see of that.
create function app.move_application_walls() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare target text;
begin
  foreach target in array array['application_author', 'application_submission', 'application_state_change', 'application_turn', 'application_decision'] loop
    execute format('update app.%I set author_person_ids = $1, excluded_person_ids = $2 where application_id = $3', target)
      using new.author_person_ids, new.excluded_person_ids, new.id;
  end loop;
  foreach target in array array['application_conflict', 'application_review', 'application_comment', 'application_proposal'] loop
    execute format('update app.%I set excluded_person_ids = $1 where application_id = $2', target) using new.excluded_person_ids, new.id;
  end loop;
  foreach target in array array['application_answer', 'application_answer_aside', 'application_presence', 'application_author_invitation'] loop
    execute format('update app.%I set author_person_ids = $1 where application_id = $2', target) using new.author_person_ids, new.id;
  end loop;
  update app.audit_entry set excluded_person_ids = new.excluded_person_ids
    where subject_type = 'application' and subject_id = new.id::text;
  update app.company_pass set excluded_person_ids = new.excluded_person_ids where application_id = new.id;
  update app.application_submission_part set author_person_ids = new.author_person_ids, excluded_person_ids = new.excluded_person_ids
    where application_id = new.id;
  update app.application_file set author_person_ids = new.author_person_ids, excluded_person_ids = new.excluded_person_ids
    where application_id = new.id;
  return null;
end
$$;
create trigger application_walls_move after update of author_person_ids, excluded_person_ids on app.application
  for each row when (old.author_person_ids is distinct from new.author_person_ids or old.excluded_person_ids is distinct from new.excluded_person_ids)
  execute function app.move_application_walls();

-- Lists of applications have saved views too; one of a list may be what its owner finds there first.
alter table app.saved_search drop constraint saved_search_subject_check;
alter table app.saved_search add constraint saved_search_subject_check check (subject in ('companies', 'needs', 'applications'));
alter table app.saved_search add column is_default boolean not null default false;
create unique index saved_search_one_default on app.saved_search (person_id, subject) where is_default;
