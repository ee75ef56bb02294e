-- Pilots: the host buys a start-up's first product, decides by what was agreed before, and keeps what became of it.
-- Three walls, each a column of the row: `owner_org_id` (the host), `party_org_ids` (host and, once it was offered, the start-up),
-- `reader_org_ids` (the parties and whom both of them share it with).
create table app.pilot (
  id uuid primary key,
  number text not null,
  need_id uuid not null,
  company_id uuid not null references app.company,
  shortlist_entry_id uuid,
  owner_org_id uuid not null references app.organisation,
  unit_id uuid not null references app.unit,
  startup_org_id uuid references app.organisation,
  party_org_ids uuid[] not null,
  reader_org_ids uuid[] not null,
  problem_owner_person_id uuid not null references app.person,
  -- Copied: the other side cannot read the person.
  problem_owner_name text not null,
  startup_contact_person_id uuid references app.person,
  startup_contact_name text,
  title text not null,
  scope text not null default '',
  lang text not null default 'en',
  state text not null check (state in ('proposed', 'scoped', 'contracting', 'ordered', 'running', 'evaluated', 'adopted', 'stopped')) default 'proposed',
  state_changed_at timestamptz not null,
  held_until date,
  hold_reason text,
  starts_on date,
  ends_on date,
  decision_on date,
  -- The end before it was moved, once.
  extended_from_on date,
  -- "If met, then", as both sides read it; the budget line is the host's own matter.
  next_order text not null default '',
  consequence_within_days integer check (consequence_within_days between 1 and 730),
  consequence_due_on date,
  consequence_done_at timestamptz,
  result text check (result in ('met', 'partly', 'missed')),
  evaluated_at timestamptz,
  offered_at timestamptz,
  -- When somebody of the start-up first read it.
  startup_seen_at timestamptz,
  shared_by_host_at timestamptz,
  shared_by_startup_at timestamptz,
  -- Whether each side may name the other as a reference.
  reference_by_host text check (reference_by_host in ('no', 'named', 'quoted')),
  reference_by_startup text check (reference_by_startup in ('no', 'named', 'quoted')),
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint pilot_number_unique unique (number),
  constraint pilot_need_fk foreign key (need_id, owner_org_id) references app.need (id, owner_org_id),
  constraint pilot_end_after_start check (ends_on is null or starts_on is null or ends_on > starts_on),
  constraint pilot_decision_after_end check (decision_on is null or ends_on is null or decision_on >= ends_on),
  constraint pilot_hold_has_reason check ((held_until is null) = (hold_reason is null)),
  constraint pilot_owner_is_party check (owner_org_id = any (party_org_ids)),
  constraint pilot_parties_read check (party_org_ids <@ reader_org_ids)
);
create index pilot_need on app.pilot (need_id);
create index pilot_company on app.pilot (company_id);
create index pilot_state on app.pilot (state, state_changed_at);
-- One start-up is piloted once at a time for a need.
create unique index pilot_once_per_need on app.pilot (need_id, company_id) where state not in ('adopted', 'stopped');
comment on table app.pilot is 'What both sides of a pilot read; what is the host''s alone lies in pilot_internal.';

-- The host's own: never read by the start-up.
create table app.pilot_internal (
  pilot_id uuid primary key references app.pilot on delete cascade,
  owner_org_id uuid not null,
  sponsor_person_id uuid references app.person,
  budget_minor bigint check (budget_minor > 0),
  budget_currency char(3) not null default 'CNY' check (budget_currency in ('CNY', 'EUR')),
  budget_line text not null default '',
  series_contact text not null default '',
  note text not null default ''
);

create table app.pilot_criterion (
  id uuid primary key,
  pilot_id uuid not null references app.pilot on delete cascade,
  owner_org_id uuid not null,
  party_org_ids uuid[] not null,
  reader_org_ids uuid[] not null,
  position integer not null,
  metric text not null,
  unit text not null default '',
  comparison text not null check (comparison in ('atLeast', 'atMost', 'exactly')),
  baseline double precision,
  target double precision not null,
  method text not null,
  measured_by text not null check (measured_by in ('host', 'startup', 'together', 'thirdParty')),
  judgement text check (judgement in ('met', 'partly', 'missed')),
  judged_value double precision,
  judgement_reason text not null default '',
  judged_by uuid,
  judged_by_name text not null default '',
  judged_at timestamptz,
  constraint pilot_criterion_judged_by_somebody check ((judgement is null) = (judged_at is null))
);
create index pilot_criterion_pilot on app.pilot_criterion (pilot_id, position);

-- What was said at a gate: go, hold or stop.
create table app.pilot_gate (
  id uuid primary key,
  pilot_id uuid not null references app.pilot on delete cascade,
  owner_org_id uuid not null,
  party_org_ids uuid[] not null,
  reader_org_ids uuid[] not null,
  from_state text,
  to_state text not null,
  verdict text not null check (verdict in ('go', 'hold', 'stop', 'extend', 'amend')),
  reason text,
  -- What both sides read of it.
  told text not null default '',
  until_on date,
  person_id uuid,
  person_name text not null,
  -- Said by the link of a mail.
  by_mail boolean not null default false,
  decided_at timestamptz not null
);
create index pilot_gate_pilot on app.pilot_gate (pilot_id, decided_at);

-- What the host adds to it for itself.
create table app.pilot_gate_note (
  gate_id uuid primary key references app.pilot_gate on delete cascade,
  pilot_id uuid not null references app.pilot on delete cascade,
  owner_org_id uuid not null,
  note text not null
);

-- Files of a pilot and of a start-up's documents; read by the organisations named on the row, whoever uploaded them.
create table app.pilot_file (
  id uuid primary key,
  pilot_id uuid references app.pilot on delete cascade,
  reader_org_ids uuid[] not null,
  storage_key text not null,
  name text not null,
  media_type text not null,
  size_bytes bigint not null check (size_bytes > 0),
  sha256 text not null,
  -- What hangs on it; a plain file of the pilot where nothing does.
  purpose text not null check (purpose in ('file', 'document', 'agreement', 'delivery', 'invoice', 'measurement')) default 'file',
  -- `unscanned` where no scanner is configured; only who uploaded a file opens it while it waits.
  scan_state text not null check (scan_state in ('unscanned', 'waiting', 'clean', 'infected', 'failed')) default 'unscanned',
  scan_finding text,
  scanned_at timestamptz,
  uploaded_by uuid,
  -- Copied: the other side cannot read the person.
  uploaded_by_name text not null default '',
  uploaded_by_org_id uuid,
  uploaded_at timestamptz not null,
  removed_at timestamptz
);
create index pilot_file_pilot on app.pilot_file (pilot_id, uploaded_at);
select app.protect('app.pilot_file');
create policy pilot_file_readers on app.pilot_file to app_user
  using (reader_org_ids && app.current_org_ids()) with check (reader_org_ids && app.current_org_ids());

-- A value measured against a criterion; corrected by one that replaces it.
create table app.pilot_measurement (
  id uuid primary key,
  pilot_id uuid not null references app.pilot on delete cascade,
  criterion_id uuid not null references app.pilot_criterion on delete cascade,
  owner_org_id uuid not null,
  party_org_ids uuid[] not null,
  reader_org_ids uuid[] not null,
  value double precision not null,
  measured_on date not null,
  note text not null default '',
  replaces_id uuid references app.pilot_measurement,
  file_id uuid references app.pilot_file,
  side text not null check (side in ('host', 'startup')),
  person_id uuid not null,
  person_name text not null,
  written_at timestamptz not null
);
create index pilot_measurement_criterion on app.pilot_measurement (criterion_id, measured_on);
create unique index pilot_measurement_replaced_once on app.pilot_measurement (replaces_id) where replaces_id is not null;

-- Documents a start-up gives once and every later pilot uses again.
create table app.startup_document (
  id uuid primary key,
  company_id uuid not null references app.company,
  startup_org_id uuid references app.organisation,
  -- The start-up and the hosts it gave the document to.
  reader_org_ids uuid[] not null,
  kind text not null check (kind in ('supplierNumber', 'bankAccount', 'insurance', 'nda', 'dataProtection', 'informationSecurity', 'exportControl')),
  file_id uuid references app.pilot_file,
  -- Number, bank, level … as the kind asks for.
  details jsonb not null default '{}',
  valid_until date,
  -- The pilot it was given for first; every other one uses it again.
  given_for_pilot_id uuid references app.pilot on delete set null,
  given_by uuid not null,
  -- Copied: the other side cannot read the person.
  given_by_name text not null default '',
  given_at timestamptz not null,
  replaced_at timestamptz
);
create unique index startup_document_current on app.startup_document (company_id, kind) where replaced_at is null;
select app.protect('app.startup_document');
create policy startup_document_readers on app.startup_document to app_user
  using (reader_org_ids && app.current_org_ids()) with check (reader_org_ids && app.current_org_ids());

-- What a buyer asks for before the first order.
create table app.readiness_item (
  id uuid primary key,
  pilot_id uuid not null references app.pilot on delete cascade,
  owner_org_id uuid not null,
  party_org_ids uuid[] not null,
  kind text not null check (kind in ('supplierNumber', 'bankAccount', 'insurance', 'nda', 'dataProtection', 'informationSecurity', 'exportControl')),
  after text[] not null default '{}',
  state text not null check (state in ('waiting', 'provided', 'accepted', 'returned', 'notNeeded')) default 'waiting',
  startup_days integer not null check (startup_days between 0 and 365),
  host_days integer not null check (host_days between 0 and 365),
  -- Who takes care of it on each side; names are copied, as neither side reads the other's people.
  host_person_id uuid references app.person,
  host_person_name text not null default '',
  startup_person_id uuid references app.person,
  startup_person_name text not null default '',
  document_id uuid references app.startup_document,
  -- Its document was given for another pilot before.
  is_reused boolean not null default false,
  valid_until date,
  started_on date not null,
  provided_on date,
  accepted_on date,
  -- From here on what it took no longer counts for the medians of the unit.
  first_accepted_on date,
  startup_days_taken integer not null default 0,
  host_days_taken integer not null default 0,
  -- Both sides were told that the document runs out on this day.
  warned_until date,
  return_reason text not null default '',
  turn_since timestamptz not null,
  due_on date not null,
  version integer not null default 1,
  constraint readiness_item_once unique (pilot_id, kind)
);

-- Every move of an item: who, when, why.
create table app.readiness_move (
  id uuid primary key,
  pilot_id uuid not null references app.pilot on delete cascade,
  owner_org_id uuid not null,
  party_org_ids uuid[] not null,
  kind text not null,
  from_state text not null,
  to_state text not null,
  reason text not null default '',
  side text check (side in ('host', 'startup')),
  person_name text not null default '',
  moved_at timestamptz not null
);
create index readiness_move_pilot on app.readiness_move (pilot_id, moved_at);

-- What a unit asks of its suppliers, where it differs from what is usual.
create table app.readiness_template (
  unit_id uuid not null references app.unit on delete cascade,
  owner_org_id uuid not null references app.organisation,
  kind text not null check (kind in ('supplierNumber', 'bankAccount', 'insurance', 'nda', 'dataProtection', 'informationSecurity', 'exportControl')),
  is_needed boolean not null default true,
  after text[] not null default '{}',
  startup_days integer not null check (startup_days between 0 and 365),
  host_days integer not null check (host_days between 0 and 365),
  host_person_id uuid references app.person,
  changed_at timestamptz not null,
  primary key (unit_id, kind)
);
select app.protect('app.readiness_template');
create policy readiness_template_own_organisation on app.readiness_template to app_user
  using (owner_org_id = any (app.current_org_ids())) with check (owner_org_id = any (app.current_org_ids()));

-- Money. What is drafted and asked for is the host's; the start-up reads an order from the day it was sent.
create table app.purchase_order (
  id uuid primary key,
  pilot_id uuid not null references app.pilot,
  owner_org_id uuid not null,
  party_org_ids uuid[] not null,
  number text not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency char(3) not null check (currency in ('CNY', 'EUR')),
  -- The rate of record to the currency of the budget, as it was on the day of the request.
  rate numeric(18, 6) not null default 1 check (rate > 0),
  rate_on date,
  rate_source text not null default '',
  state text not null check (state in ('drafted', 'requested', 'approved', 'sent', 'confirmed', 'completed', 'cancelled')) default 'drafted',
  requested_by uuid,
  requested_at timestamptz,
  approved_by uuid,
  approved_at timestamptz,
  -- Why it came back from whoever was to approve it.
  returned_reason text not null default '',
  sent_by uuid,
  sent_at timestamptz,
  confirmed_by uuid,
  confirmed_at timestamptz,
  completed_at timestamptz,
  cancelled_by uuid,
  cancelled_at timestamptz,
  cancelled_reason text,
  version integer not null default 1,
  -- Where the row stands in the order in which money changed; set by money_changes.
  change_number bigint not null default 0,
  created_by uuid not null,
  created_at timestamptz not null,
  constraint purchase_order_number_unique unique (owner_org_id, number),
  constraint purchase_order_four_eyes check (approved_by is null or (requested_by is not null and approved_by <> requested_by)),
  constraint purchase_order_approved_by_somebody check (state not in ('approved', 'sent', 'confirmed', 'completed') or approved_by is not null)
);
create index purchase_order_pilot on app.purchase_order (pilot_id);
select app.protect('app.purchase_order');
create policy purchase_order_parties on app.purchase_order to app_user
  using (owner_org_id = any (app.current_org_ids()) or sent_at is not null and party_org_ids && app.current_org_ids())
  with check (party_org_ids && app.current_org_ids());

create table app.order_milestone (
  id uuid primary key,
  order_id uuid not null references app.purchase_order on delete cascade,
  pilot_id uuid not null references app.pilot on delete cascade,
  owner_org_id uuid not null,
  party_org_ids uuid[] not null,
  -- Copied from the order.
  sent_at timestamptz,
  position integer not null,
  title text not null,
  deliverable text not null default '',
  due_on date,
  amount_minor bigint not null check (amount_minor >= 0),
  state text not null check (state in ('planned', 'delivered', 'accepted', 'returned')) default 'planned',
  delivered_by uuid,
  delivered_at timestamptz,
  -- Proof of the delivery.
  file_id uuid references app.pilot_file,
  accepted_by uuid,
  accepted_at timestamptz,
  return_reason text not null default '',
  change_number bigint not null default 0
);
create index order_milestone_order on app.order_milestone (order_id, position);
select app.protect('app.order_milestone');
create policy order_milestone_parties on app.order_milestone to app_user
  using (owner_org_id = any (app.current_org_ids()) or sent_at is not null and party_org_ids && app.current_org_ids())
  with check (party_org_ids && app.current_org_ids());

create table app.invoice (
  id uuid primary key,
  order_id uuid not null references app.purchase_order,
  milestone_id uuid references app.order_milestone,
  pilot_id uuid not null references app.pilot,
  owner_org_id uuid not null,
  party_org_ids uuid[] not null,
  number text not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency char(3) not null check (currency in ('CNY', 'EUR')),
  rate numeric(18, 6) not null default 1 check (rate > 0),
  rate_on date,
  rate_source text not null default '',
  issued_on date not null,
  due_on date,
  file_id uuid references app.pilot_file,
  state text not null check (state in ('received', 'approved', 'paid', 'rejected')) default 'received',
  received_by uuid not null,
  received_at timestamptz not null,
  approved_by uuid,
  approved_at timestamptz,
  second_approved_by uuid,
  second_approved_at timestamptz,
  paid_by uuid,
  paid_at timestamptz,
  paid_on date,
  -- The bank's own reference of the transfer.
  payment_reference text not null default '',
  rejected_by uuid,
  rejected_at timestamptz,
  rejected_reason text not null default '',
  version integer not null default 1,
  change_number bigint not null default 0,
  constraint invoice_due_after_issue check (due_on is null or due_on >= issued_on),
  constraint invoice_approved_by_another check (approved_by is null or approved_by <> received_by),
  constraint invoice_two_approvers check (second_approved_by is null or (approved_by is not null and second_approved_by <> approved_by and second_approved_by <> received_by)),
  constraint invoice_paid_by_another check (paid_by is null or (approved_by is not null and paid_by <> approved_by and paid_by is distinct from second_approved_by)),
  constraint invoice_approved_by_somebody check (state not in ('approved', 'paid') or approved_by is not null),
  constraint invoice_paid_by_somebody check ((state = 'paid') = (paid_by is not null and paid_on is not null))
);
create index invoice_pilot on app.invoice (pilot_id);
-- A rejected invoice may be handed in again under its number.
create unique index invoice_number_unique on app.invoice (order_id, number) where state <> 'rejected';

-- Money is numbered in the order it changed, whoever changed it: another system asks for what came after the number it saw last. The lock
-- holds until the end of the transaction, so that no lower number appears later.
create sequence app.money_change;
create function app.number_money_change() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform pg_advisory_xact_lock(7204071);
  new.change_number := nextval('app.money_change');
  return new;
end
$$;
create trigger money_changes before insert or update on app.purchase_order for each row execute function app.number_money_change();
create trigger money_changes before insert or update on app.order_milestone for each row execute function app.number_money_change();
create trigger money_changes before insert or update on app.invoice for each row execute function app.number_money_change();
create index purchase_order_change on app.purchase_order (owner_org_id, change_number);
create index order_milestone_change on app.order_milestone (owner_org_id, change_number);
create index invoice_change on app.invoice (owner_org_id, change_number);

-- Who owns and who may use what comes in and what comes out.
create table app.pilot_term (
  id uuid primary key,
  pilot_id uuid not null references app.pilot on delete cascade,
  owner_org_id uuid not null,
  party_org_ids uuid[] not null,
  kind text not null check (kind in ('backgroundIp', 'foregroundIp', 'data', 'publication')),
  subject text not null,
  belongs_to text not null check (belongs_to in ('host', 'startup', 'both', 'thirdParty')),
  use_by_other text not null default '',
  until_on date,
  side text not null check (side in ('host', 'startup')),
  -- A term counts once both sides said yes; whoever writes it has.
  host_agreed_by uuid,
  host_agreed_at timestamptz,
  startup_agreed_by uuid,
  startup_agreed_at timestamptz,
  -- The agreed term this one takes the place of once it is agreed on itself.
  replaces_id uuid references app.pilot_term,
  -- Replaced, or refused before it counted.
  ended_at timestamptz,
  ended_reason text not null default '',
  written_by uuid not null,
  written_at timestamptz not null
);
create index pilot_term_pilot on app.pilot_term (pilot_id);

-- Texts with fields that agreements are made from; a version never changes once it was used.
create table app.agreement_template (
  id uuid primary key,
  owner_org_id uuid not null references app.organisation,
  kind text not null check (kind in ('nda', 'pilotAgreement', 'dataTerms', 'amendment')),
  version integer not null,
  name text not null,
  -- By language; two at least. Where they differ, one of them rules.
  texts jsonb not null,
  ruling_lang text not null default 'en',
  -- Counts the changes of a draft, so that of two people who write at once one is told.
  revision integer not null default 1,
  published_at timestamptz,
  retired_at timestamptz,
  created_by uuid not null,
  created_at timestamptz not null,
  constraint agreement_template_version unique (owner_org_id, kind, version)
);
select app.protect('app.agreement_template');
create policy agreement_template_own_organisation on app.agreement_template to app_user
  using (owner_org_id = any (app.current_org_ids())) with check (owner_org_id = any (app.current_org_ids()));

-- What was published stays as it is; the next version says something else.
create unique index agreement_template_drafted_once on app.agreement_template (owner_org_id, kind) where published_at is null;
create function app.refuse_template_change() returns trigger language plpgsql as $$
begin
  raise exception 'A published template never changes; make another version.' using errcode = 'check_violation', constraint = 'agreement_template_fixed';
end
$$;
create trigger agreement_template_fixed before update of texts, ruling_lang, name, kind, version on app.agreement_template
  for each row when (old.published_at is not null) execute function app.refuse_template_change();

create table app.agreement (
  id uuid primary key,
  pilot_id uuid not null references app.pilot on delete cascade,
  owner_org_id uuid not null,
  party_org_ids uuid[] not null,
  template_id uuid,
  kind text not null check (kind in ('nda', 'pilotAgreement', 'dataTerms', 'amendment')),
  version integer not null,
  values jsonb not null default '{}',
  texts jsonb not null default '{}',
  ruling_lang text not null default 'en',
  -- What the pilot said of itself when the document was made: one that is out of date is not sent and not signed.
  basis jsonb not null default '{}',
  -- What an amendment changes once both have signed it.
  changes jsonb not null default '{}',
  file_id uuid references app.pilot_file,
  sha256 text,
  state text not null check (state in ('drafted', 'sent', 'signed', 'withdrawn')) default 'drafted',
  created_by uuid not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  signed_at timestamptz,
  withdrawn_at timestamptz,
  withdrawn_reason text not null default '',
  -- A later version of the same kind was signed.
  superseded_at timestamptz,
  constraint agreement_version_unique unique (pilot_id, kind, version),
  constraint agreement_sent_has_document check (state in ('drafted', 'withdrawn') or (file_id is not null and sha256 is not null))
);
create unique index agreement_open_once on app.agreement (pilot_id, kind) where state in ('drafted', 'sent');
create index agreement_document on app.agreement (sha256);
select app.protect('app.agreement');
create policy agreement_parties on app.agreement to app_user
  using (owner_org_id = any (app.current_org_ids()) or sent_at is not null and party_org_ids && app.current_org_ids())
  with check (party_org_ids && app.current_org_ids());

create table app.agreement_signature (
  id uuid primary key,
  agreement_id uuid not null references app.agreement on delete cascade,
  pilot_id uuid not null references app.pilot on delete cascade,
  owner_org_id uuid not null,
  party_org_ids uuid[] not null,
  side text not null check (side in ('host', 'startup')),
  way text not null check (way in ('click', 'outside')),
  person_id uuid not null,
  person_name text not null,
  -- The name as it was written instead of a hand's; the person's own stands beside it.
  written_name text not null default '',
  person_title text not null default '',
  -- Hash of the document as it was signed.
  sha256 text not null,
  origin text,
  user_agent text not null default '',
  file_id uuid references app.pilot_file,
  -- The sentence that was agreed to, in the language it was read in, and how the person proved to be
  -- themselves; not asked for where the document was signed outside.
  consent text not null default '',
  lang text not null default 'en',
  proof text check (proof in ('password', 'recentSignIn')),
  signed_at timestamptz not null,
  constraint agreement_signature_once unique (agreement_id, side)
);

-- A document somebody signed stays as it is.
create function app.refuse_agreement_change() returns trigger language plpgsql as $$
begin
  if exists (select from app.agreement_signature where agreement_id = old.id) then
    raise exception 'A signed agreement never changes; make another version.' using errcode = 'check_violation', constraint = 'agreement_fixed';
  end if;
  return new;
end
$$;
create trigger agreement_fixed before update of values, texts, ruling_lang, basis, changes, file_id, sha256, kind, version on app.agreement
  for each row execute function app.refuse_agreement_change();
-- A signature stays as it was given; its walls alone move with the pilot.
create function app.refuse_signature_change() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - 'party_org_ids' is distinct from to_jsonb(old) - 'party_org_ids' then
    raise exception 'A signature never changes.' using errcode = 'check_violation', constraint = 'agreement_signature_fixed';
  end if;
  return new;
end
$$;
create trigger agreement_signature_fixed before update on app.agreement_signature
  for each row execute function app.refuse_signature_change();

create table app.pilot_risk (
  id uuid primary key,
  pilot_id uuid not null references app.pilot on delete cascade,
  owner_org_id uuid not null,
  party_org_ids uuid[] not null,
  title text not null,
  likelihood smallint not null check (likelihood between 1 and 3),
  impact smallint not null check (impact between 1 and 3),
  answer text not null default '',
  side text not null check (side in ('host', 'startup')),
  closed_at timestamptz,
  closed_by_name text not null default '',
  written_by uuid not null,
  person_name text not null default '',
  written_at timestamptz not null
);

create table app.pilot_message (
  id uuid primary key,
  pilot_id uuid not null references app.pilot on delete cascade,
  owner_org_id uuid not null,
  party_org_ids uuid[] not null,
  side text not null check (side in ('host', 'startup')),
  person_id uuid not null,
  person_name text not null,
  text text not null,
  written_at timestamptz not null
);
create index pilot_message_pilot on app.pilot_message (pilot_id, written_at);

-- Up to when a side has read what was written, and who looked last.
create table app.pilot_message_seen (
  pilot_id uuid not null references app.pilot on delete cascade,
  side text not null check (side in ('host', 'startup')),
  owner_org_id uuid not null,
  party_org_ids uuid[] not null,
  person_name text not null,
  seen_at timestamptz not null,
  constraint pilot_message_seen_once unique (pilot_id, side)
);

-- How each side feels about it, once a week.
create table app.pilot_pulse (
  id uuid primary key,
  pilot_id uuid not null references app.pilot on delete cascade,
  owner_org_id uuid not null,
  party_org_ids uuid[] not null,
  side text not null check (side in ('host', 'startup')),
  -- The Monday of the week.
  week_on date not null,
  mood text not null check (mood in ('good', 'mixed', 'bad')),
  comment text not null default '',
  person_id uuid not null,
  person_name text not null default '',
  given_at timestamptz not null,
  constraint pilot_pulse_once unique (pilot_id, side, week_on),
  constraint pilot_pulse_monday check (extract(isodow from week_on) = 1)
);

-- What each side learned; its own until it shares it.
create table app.pilot_lesson (
  id uuid primary key,
  pilot_id uuid not null references app.pilot on delete cascade,
  owner_org_id uuid not null,
  writer_org_id uuid not null references app.organisation,
  party_org_ids uuid[] not null,
  is_shared boolean not null default false,
  kind text not null check (kind in ('worked', 'failed', 'advice')),
  text text not null,
  person_id uuid not null,
  person_name text not null default '',
  written_at timestamptz not null
);
create index pilot_lesson_pilot on app.pilot_lesson (pilot_id);
select app.protect('app.pilot_lesson');
create policy pilot_lesson_writers on app.pilot_lesson to app_user
  using (writer_org_id = any (app.current_org_ids()) or is_shared and party_org_ids && app.current_org_ids())
  with check (writer_org_id = any (app.current_org_ids()));

-- What became of a pilot: a ledger, corrected by a row that reverses another.
create table app.adoption (
  id uuid primary key,
  pilot_id uuid not null references app.pilot,
  owner_org_id uuid not null,
  unit_id uuid not null,
  company_id uuid not null,
  kind text not null check (kind in ('followUpOrder', 'seriesProject', 'reorder', 'frameAgreement', 'internalRollOut')),
  title text not null,
  planned_minor bigint not null default 0 check (planned_minor >= 0),
  realised_minor bigint not null default 0 check (realised_minor >= 0),
  currency char(3) not null check (currency in ('CNY', 'EUR')),
  happened_on date not null,
  reverses_id uuid references app.adoption,
  note text not null default '',
  person_id uuid not null,
  written_at timestamptz not null
);
create index adoption_pilot on app.adoption (pilot_id);
create unique index adoption_reversed_once on app.adoption (reverses_id) where reverses_id is not null;

-- A question put by mail to one person, answered once by a link without signing in, while they still answer for the thing.
create table app.answer_link (
  id uuid primary key,
  owner_org_id uuid not null,
  person_id uuid not null references app.person,
  question text not null check (question in ('decision', 'ageing', 'fit')),
  pilot_id uuid references app.pilot on delete cascade,
  need_id uuid references app.need on delete cascade,
  company_id uuid references app.company on delete cascade,
  -- The mail holds the secret, here lies its hash.
  secret_hash text not null,
  -- State and version the question was put for; others meanwhile refuse the answer.
  for_state text not null,
  for_version integer,
  expires_at timestamptz not null,
  answer text,
  used_at timestamptz,
  created_at timestamptz not null,
  constraint answer_link_secret unique (secret_hash),
  constraint answer_link_thing check (case question when 'fit' then pilot_id is null and need_id is not null and company_id is not null
    else pilot_id is not null and need_id is null and company_id is null end),
  constraint answer_link_used_by_an_answer check ((answer is null) = (used_at is null))
);
create index answer_link_fit on app.answer_link (person_id, need_id) where question = 'fit';

-- What the owner of an ageing pilot said of it when asked.
create table app.pilot_check (
  id uuid primary key,
  pilot_id uuid not null references app.pilot on delete cascade,
  owner_org_id uuid not null,
  answer text not null check (answer in ('allWell', 'needsHelp')),
  person_id uuid not null,
  person_name text not null,
  checked_at timestamptz not null
);
create index pilot_check_pilot on app.pilot_check (pilot_id, checked_at);

-- Who handed which part in a pilot from whom to whom: decisions and money rest on these two people.
create table app.pilot_handover (
  id uuid primary key,
  pilot_id uuid not null references app.pilot on delete cascade,
  owner_org_id uuid not null,
  part text not null check (part in ('problemOwner', 'sponsor')),
  from_person_id uuid,
  from_name text not null,
  to_person_id uuid,
  to_name text not null,
  person_name text not null,
  handed_over_at timestamptz not null,
  constraint pilot_handover_to_somebody_else check (from_person_id is distinct from to_person_id)
);
create index pilot_handover_pilot on app.pilot_handover (pilot_id, handed_over_at);

-- What fell due by itself, how often it was told of, and since when it is the sponsor's too.
create table app.pilot_duty (
  id uuid primary key,
  pilot_id uuid not null references app.pilot on delete cascade,
  owner_org_id uuid not null,
  kind text not null check (kind in ('decide', 'hold', 'start', 'end', 'consequence', 'owner')),
  due_on date not null,
  told integer not null default 0,
  told_on date,
  escalated_at timestamptz,
  settled_at timestamptz,
  constraint pilot_duty_once unique (pilot_id, kind, due_on)
);
comment on table app.pilot_duty is 'Written by the daily job alone.';

-- What happened in a pilot and is told to a side by mail, collected so that much of it makes one mail.
create table app.pilot_notice (
  id uuid primary key,
  pilot_id uuid not null references app.pilot on delete cascade,
  side text not null check (side in ('host', 'startup')),
  kind text not null,
  detail jsonb not null default '{}',
  -- Who did it, and need not be told.
  by_person_id uuid,
  is_urgent boolean not null default false,
  happened_at timestamptz not null,
  sent_at timestamptz,
  -- A job that is tried again tells of an event once.
  event_id uuid,
  constraint pilot_notice_event unique (event_id, side, kind)
);
create index pilot_notice_waiting on app.pilot_notice (happened_at) where sent_at is null;
comment on table app.pilot_notice is 'Written and read by jobs alone.';
select app.protect('app.pilot_notice');

-- One mail of a kind to a person and day.
create table app.pilot_mail (
  person_id uuid not null references app.person on delete cascade,
  kind text not null check (kind in ('daily', 'weekly')),
  day date not null,
  sent_at timestamptz not null,
  primary key (person_id, kind, day)
);
comment on table app.pilot_mail is 'Written and read by jobs alone.';
select app.protect('app.pilot_mail');

-- Who wants no weekly mail; the key is in the link that ends it.
create table app.weekly_mail_choice (
  person_id uuid primary key references app.person on delete cascade,
  key text not null,
  ended_at timestamptz,
  constraint weekly_mail_choice_key unique (key)
);
comment on table app.weekly_mail_choice is 'Written and read by jobs and by the link of the mail.';
select app.protect('app.weekly_mail_choice');

-- The address a person's calendar reads the dates of their pilots by; signed, and another one after each renewal.
create table app.pilot_calendar_address (
  seat_id uuid primary key references app.seat on delete cascade,
  person_id uuid not null references app.person,
  renewal integer not null default 1,
  renewed_at timestamptz not null
);
select app.protect('app.pilot_calendar_address');
create policy pilot_calendar_address_own on app.pilot_calendar_address to app_user
  using (person_id = app.current_person_id()) with check (person_id = app.current_person_id());

-- The next number of a year, whatever the asker may read of the earlier ones; the lock holds until the end of the transaction.
create function app.next_pilot_number(year text) returns integer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare number_next integer;
begin
  perform pg_advisory_xact_lock(7204070);
  select coalesce(max(substr(number, 8)::integer), 0) + 1 into number_next from app.pilot where number like 'P-' || year || '-%';
  return number_next;
end
$$;

do $$
declare target text;
begin
  foreach target in array array['pilot', 'pilot_criterion', 'pilot_gate', 'pilot_measurement'] loop
    perform app.protect(('app.' || target)::regclass);
    execute format('create policy %I on app.%I for select to app_user using (reader_org_ids && app.current_org_ids())', target || '_readers', target);
    execute format('create policy %I on app.%I to app_user using (party_org_ids && app.current_org_ids()) with check (party_org_ids && app.current_org_ids())', target || '_parties', target);
  end loop;
  foreach target in array array['readiness_item', 'readiness_move', 'invoice', 'pilot_term', 'agreement_signature', 'pilot_risk', 'pilot_message', 'pilot_message_seen', 'pilot_pulse'] loop
    perform app.protect(('app.' || target)::regclass);
    execute format('create policy %I on app.%I to app_user using (party_org_ids && app.current_org_ids()) with check (party_org_ids && app.current_org_ids())', target || '_parties', target);
  end loop;
  foreach target in array array['pilot_internal', 'pilot_gate_note', 'adoption', 'answer_link', 'pilot_check', 'pilot_handover', 'pilot_duty'] loop
    perform app.protect(('app.' || target)::regclass);
    execute format('create policy %I on app.%I to app_user using (owner_org_id = any (app.current_org_ids())) with check (owner_org_id = any (app.current_org_ids()))', target || '_own_organisation', target);
  end loop;
end
$$;

-- A moved wall moves with everything below the pilot.
create function app.move_pilot_walls() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare target text;
begin
  foreach target in array array['pilot_criterion', 'pilot_gate', 'pilot_measurement'] loop
    execute format('update app.%I set party_org_ids = $1, reader_org_ids = $2 where pilot_id = $3', target)
      using new.party_org_ids, new.reader_org_ids, new.id;
  end loop;
  foreach target in array array['readiness_item', 'readiness_move', 'purchase_order', 'order_milestone', 'invoice', 'pilot_term', 'agreement', 'agreement_signature', 'pilot_risk', 'pilot_message', 'pilot_message_seen', 'pilot_pulse', 'pilot_lesson'] loop
    -- What stays as it is keeps the number of its last change.
    execute format('update app.%I set party_org_ids = $1 where pilot_id = $2 and party_org_ids is distinct from $1', target) using new.party_org_ids, new.id;
  end loop;
  update app.pilot_file set reader_org_ids = new.party_org_ids where pilot_id = new.id and purpose not in ('document', 'agreement');
  -- A document that was not sent is its writer's alone.
  update app.pilot_file set reader_org_ids = new.party_org_ids
    where pilot_id = new.id and purpose = 'agreement' and id in (
      select file_id from app.agreement where pilot_id = new.id and sent_at is not null
      union select file_id from app.agreement_signature where pilot_id = new.id);
  return null;
end
$$;
create trigger pilot_walls_move after update of party_org_ids, reader_org_ids on app.pilot
  for each row when (old.party_org_ids is distinct from new.party_org_ids or old.reader_org_ids is distinct from new.reader_org_ids)
  execute function app.move_pilot_walls();

-- Lists of pilots are kept as views, too.
alter table app.saved_search drop constraint saved_search_subject_check;
alter table app.saved_search add constraint saved_search_subject_check check (subject in ('companies', 'needs', 'applications', 'pilots'));
