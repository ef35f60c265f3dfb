import { BaseSchema } from '@adonisjs/lucid/schema'

/** Schedules of runs, messages to people, alerts, deliveries to other systems, use of the installation. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(SCHEDULES)
    this.schema.raw(MESSAGES)
    this.schema.raw(ALERTS)
    this.schema.raw(WEBHOOKS)
    this.schema.raw(MONITORING)
  }
}

const SCHEDULES = `
  create table jobs_schedules (
    id bigint generated always as identity primary key,
    municipality_id bigint not null references access_municipalities,
    name text not null,
    job text not null,
    settings jsonb not null default '{}',
    recurrence jsonb not null,
    time_of_day text not null,
    day_rule text not null check (day_rule in ('any', 'skip', 'next', 'previous')),
    catch_up text not null check (catch_up in ('once', 'skip')),
    starts_on date not null,
    ends_on date,
    is_active boolean not null default true,
    -- The first occurrence that nobody has decided on yet; null when there is none.
    next_at timestamptz,
    created_at timestamptz not null default now(),
    unique (municipality_id, name)
  );
  create index jobs_schedules_due on jobs_schedules (next_at) where is_active;

  create table jobs_occurrences (
    id bigint generated always as identity primary key,
    municipality_id bigint not null references access_municipalities,
    schedule_id bigint not null references jobs_schedules,
    due_at timestamptz not null,
    -- The day that the arguments are made from.
    date date not null,
    state text not null check (state in ('started', 'standing', 'skipped', 'failed')),
    run_id bigint references jobs_runs,
    note text,
    decided_at timestamptz not null,
    unique (schedule_id, due_at)
  );
  create index jobs_occurrences_recent on jobs_occurrences (schedule_id, due_at desc);
  create index jobs_occurrences_run on jobs_occurrences (run_id) where run_id is not null;
`

const MESSAGES = `
  create table messaging_messages (
    id bigint generated always as identity primary key,
    municipality_id bigint not null references access_municipalities,
    channel text not null,
    template text not null,
    recipient text not null,
    recipient_name text,
    subject text not null,
    html text not null,
    text text not null,
    attachments bigint[] not null default '{}',
    -- The same key is the same message: writing it again writes nothing.
    dedupe_key text not null,
    state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed', 'kept', 'suppressed')),
    attempts integer not null default 0,
    next_attempt_at timestamptz not null default clock_timestamp(),
    leased_until timestamptz,
    last_error text,
    response text,
    via text,
    cost_cents bigint not null default 0,
    created_at timestamptz not null default clock_timestamp(),
    sent_at timestamptz,
    unique (municipality_id, dedupe_key)
  );
  create index messaging_messages_waiting on messaging_messages (channel, next_attempt_at, id) where state = 'waiting';
  create index messaging_messages_recent on messaging_messages (municipality_id, id desc);
  create index messaging_messages_state on messaging_messages (municipality_id, state, id desc);
  create index messaging_messages_sent on messaging_messages (channel, sent_at) where state = 'sent';

  create table messaging_addresses (
    municipality_id bigint not null references access_municipalities,
    channel text not null,
    address text not null,
    state text not null check (state in ('bounced', 'opted_out')),
    note text,
    since timestamptz not null default clock_timestamp(),
    primary key (municipality_id, channel, address)
  );

  -- Whether a channel's gateway answers, as the last sending found it.
  create table messaging_gateways (
    channel text primary key,
    failing_since timestamptz,
    last_error text,
    checked_at timestamptz not null
  );
`

const ALERTS = `
  create table alerts_responsibles (
    id bigint generated always as identity primary key,
    municipality_id bigint not null references access_municipalities,
    topic text not null,
    user_id bigint references access_users,
    profile_id bigint references access_profiles,
    email text,
    created_at timestamptz not null default now(),
    check (num_nonnulls(user_id, profile_id, email) = 1)
  );
  create unique index alerts_responsibles_once on alerts_responsibles
    (municipality_id, topic, coalesce(user_id, 0), coalesce(profile_id, 0), coalesce(email, ''));

  create table alerts_causes (
    id bigint generated always as identity primary key,
    municipality_id bigint not null references access_municipalities,
    topic text not null,
    key text not null,
    title text not null,
    detail text not null,
    path text,
    opened_at timestamptz not null,
    told_at timestamptz not null,
    times_told integer not null default 1,
    closed_at timestamptz
  );
  create unique index alerts_causes_open on alerts_causes (municipality_id, key) where closed_at is null;
  create index alerts_causes_recent on alerts_causes (municipality_id, id desc);

  create table alerts_inbox (
    id bigint generated always as identity primary key,
    municipality_id bigint not null references access_municipalities,
    user_id bigint not null references access_users,
    dedupe_key text not null,
    tone text not null check (tone in ('bad', 'attention', 'good', 'info')),
    title text not null,
    text text not null,
    path text,
    created_at timestamptz not null default clock_timestamp(),
    read_at timestamptz,
    unique (user_id, dedupe_key)
  );
  create index alerts_inbox_recent on alerts_inbox (user_id, id desc);
  create index alerts_inbox_unread on alerts_inbox (user_id) where read_at is null;
`

const WEBHOOKS = `
  create table actions_webhooks (
    id bigint generated always as identity primary key,
    municipality_id bigint not null references access_municipalities,
    name text not null,
    url text not null,
    events text[] not null,
    -- Encrypted with the installation's key.
    secret text not null,
    is_active boolean not null default true,
    created_at timestamptz not null default now(),
    unique (municipality_id, name)
  );

  create table actions_webhook_deliveries (
    id bigint generated always as identity primary key,
    municipality_id bigint not null references access_municipalities,
    webhook_id bigint not null references actions_webhooks,
    event_id bigint not null,
    event text not null,
    body text not null,
    state text not null default 'waiting' check (state in ('waiting', 'delivered', 'dead')),
    attempts integer not null default 0,
    next_attempt_at timestamptz not null default clock_timestamp(),
    created_at timestamptz not null default clock_timestamp(),
    delivered_at timestamptz,
    unique (webhook_id, event_id)
  );
  create index actions_webhook_deliveries_due on actions_webhook_deliveries (next_attempt_at, id) where state = 'waiting';
  create index actions_webhook_deliveries_recent on actions_webhook_deliveries (webhook_id, id desc);

  create table actions_webhook_attempts (
    id bigint generated always as identity primary key,
    municipality_id bigint not null references access_municipalities,
    delivery_id bigint not null references actions_webhook_deliveries,
    at timestamptz not null default clock_timestamp(),
    status integer,
    milliseconds integer not null,
    error text,
    response text
  );
  create index actions_webhook_attempts_of on actions_webhook_attempts (delivery_id, id);
`

const MONITORING = `
  create table monitoring_requests (
    hour timestamptz not null,
    host text not null,
    process integer not null,
    route text not null,
    requests integer not null,
    failures integer not null,
    total_ms bigint not null,
    max_ms integer not null,
    primary key (hour, host, process, route)
  );

  create table monitoring_users (
    hour timestamptz not null,
    municipality_id bigint not null references access_municipalities,
    user_id bigint not null references access_users,
    requests integer not null,
    primary key (hour, user_id)
  );

  create table monitoring_hosts (
    minute timestamptz not null,
    host text not null,
    cpu_percent numeric(5, 2) not null,
    memory_used bigint not null,
    memory_total bigint not null,
    disk_used bigint not null,
    disk_total bigint not null,
    primary key (minute, host)
  );

  create table monitoring_tables (
    on_date date not null,
    table_name text not null,
    rows_estimate bigint not null,
    bytes bigint not null,
    primary key (on_date, table_name)
  );

  create table monitoring_processes (
    host text not null,
    process integer not null,
    role text not null check (role in ('web', 'worker')),
    started_at timestamptz not null,
    beat_at timestamptz not null,
    primary key (host, process, role)
  );
`
