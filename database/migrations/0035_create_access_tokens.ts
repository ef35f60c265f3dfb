import { BaseSchema } from '@adonisjs/lucid/schema'

/** Keys that people give to other systems: kept as a hash, narrower than their owner, dated. And counters of attempts. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table access_tokens (
        id bigint generated always as identity primary key,
        municipality_id bigint not null references access_municipalities,
        user_id bigint not null references access_users on delete cascade,
        name text not null,
        hint text not null,
        hash char(64) not null unique,
        scopes text[] not null,
        addresses cidr[] not null default '{}',
        created_at timestamptz not null,
        expires_at timestamptz not null,
        last_used_at timestamptz,
        last_used_address inet,
        revoked_at timestamptz,
        revoked_by bigint references access_users,
        constraint access_tokens_scoped check (cardinality(scopes) > 0)
      );
      create index access_tokens_of_user on access_tokens (user_id, id desc);
      create index access_tokens_of_municipality on access_tokens (municipality_id, id desc);

      create unlogged table access_rate_limits (
        key text primary key,
        points integer not null default 0,
        -- Milliseconds: the limiter calculates with it as a JavaScript number, and the driver gives bigint as another type.
        expire double precision
      );
      create index access_rate_limits_expire on access_rate_limits (expire);
    `)
  }
}
