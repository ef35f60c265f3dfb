import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * The second factor of a person: the secret is encrypted with the application's key, and the last time step that was used is
 * kept so that a code serves once. Recovery codes are kept as hashes.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table access_second_factors (
        user_id bigint primary key references access_users on delete cascade,
        secret text not null,
        created_at timestamptz not null,
        confirmed_at timestamptz,
        last_step bigint not null default 0
      );

      create table access_recovery_codes (
        user_id bigint not null references access_users on delete cascade,
        hash char(64) not null,
        used_at timestamptz,
        primary key (user_id, hash)
      );
    `)
  }
}
