import { BaseSchema } from '@adonisjs/lucid/schema'

/** Reports that people compose for themselves, reports sent by e-mail, and the files made of both. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table reports_designs (
        id bigint generated always as identity primary key,
        municipality_id bigint not null references access_municipalities,
        owner_id bigint not null references access_users,
        title text not null,
        content jsonb not null,
        -- Codes of the profiles that may open it too.
        profiles text[] not null default '{}',
        created_at timestamptz not null default now(),
        changed_at timestamptz not null default now(),
        unique (municipality_id, owner_id, title)
      );
      create index reports_designs_profiles on reports_designs using gin (profiles);

      create table reports_sendings (
        id bigint generated always as identity primary key,
        municipality_id bigint not null references access_municipalities,
        owner_id bigint not null references access_users,
        name text not null,
        report text not null,
        -- Filters as the report's form sends them; a value that begins with @ moves with the calendar.
        filters jsonb not null default '{}',
        format text not null check (format in ('pdf', 'xlsx', 'csv')),
        user_ids bigint[] not null default '{}',
        emails text[] not null default '{}',
        note text not null default '',
        is_empty_sent boolean not null default true,
        state text not null default 'active' check (state in ('active', 'paused', 'stopped', 'ended')),
        -- Why the system stopped it.
        stopped_because text,
        schedule_id bigint references jobs_schedules,
        created_at timestamptz not null default now()
      );
      create index reports_sendings_owner on reports_sendings (municipality_id, owner_id, state);
      create index reports_sendings_report on reports_sendings (municipality_id, report) where state <> 'ended';

      create table reports_files (
        id bigint generated always as identity primary key,
        municipality_id bigint not null references access_municipalities,
        run_id bigint not null references jobs_runs,
        -- Null: somebody asked for it on the screen.
        sending_id bigint references reports_sendings,
        report text not null,
        title text not null,
        file_id bigint not null references files_objects,
        rows integer not null,
        bytes bigint not null,
        -- Who may take it: people by their entry, others by a link that only its hash is kept of.
        user_ids bigint[] not null default '{}',
        token_hash text,
        expires_at timestamptz not null,
        created_at timestamptz not null default clock_timestamp()
      );
      create index reports_files_run on reports_files (run_id);
      create index reports_files_sending on reports_files (sending_id, id desc) where sending_id is not null;
      create unique index reports_files_token on reports_files (token_hash) where token_hash is not null;
    `)
  }
}
