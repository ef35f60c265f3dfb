import { BaseSchema } from '@adonisjs/lucid/schema'

/** Logins of people, their sessions on the server, each attempt to enter, and the passwords that may not come back. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table access_users
        add column login text,
        add column job_title text,
        add column area text,
        add column password_changed_at timestamptz not null default now(),
        add column must_change_password boolean not null default false,
        add column blocked_at timestamptz,
        -- Wrong attempts before this instant no longer count: the last entry, or the last unblocking.
        add column attempts_from timestamptz,
        add column updated_at timestamptz not null default now(),
        drop column failed_attempts;
      update access_users set login = email;
      alter table access_users
        alter column login set not null,
        alter column email drop not null,
        -- Who only enters through a directory has no password here.
        alter column password drop not null,
        add constraint access_users_login check (login = btrim(login) and login <> '');
      create unique index access_users_login on access_users (lower(login));
      create index access_users_name on access_users (municipality_id, full_name, id);

      create table access_sessions (
        id uuid primary key,
        municipality_id bigint not null references access_municipalities,
        user_id bigint not null references access_users on delete cascade,
        source text not null,
        -- A page that must be done with before any other opens: a new password, for instance.
        restriction text,
        started_at timestamptz not null,
        last_seen_at timestamptz not null,
        address text,
        user_agent text,
        ended_at timestamptz,
        end_reason text check (end_reason in ('logout', 'idle', 'age', 'ended_by_user', 'ended_by_other', 'password', 'deactivated', 'switched')),
        ended_by bigint references access_users,
        check ((ended_at is null) = (end_reason is null))
      );
      create index access_sessions_user on access_sessions (user_id, started_at desc);
      create index access_sessions_open on access_sessions (municipality_id, last_seen_at desc) where ended_at is null;

      create table access_attempts (
        id bigint generated always as identity primary key,
        -- Of the login that was typed; unknown when nobody has it.
        municipality_id bigint references access_municipalities,
        user_id bigint references access_users on delete set null,
        login text not null,
        at timestamptz not null,
        address text,
        user_agent text,
        outcome text not null
      );
      create index access_attempts_at on access_attempts (at desc, id desc);
      create index access_attempts_user on access_attempts (user_id, at desc);
      create index access_attempts_login on access_attempts (lower(login), at desc);
      create index access_attempts_address on access_attempts (address, at desc) where outcome <> 'entered';

      create table access_password_history (
        id bigint generated always as identity primary key,
        user_id bigint not null references access_users on delete cascade,
        password text not null,
        replaced_at timestamptz not null
      );
      create index access_password_history_user on access_password_history (user_id, id desc);
    `)
  }
}
