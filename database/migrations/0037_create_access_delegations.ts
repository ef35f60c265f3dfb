import { BaseSchema } from '@adonisjs/lucid/schema'

/** Rights lent by one person to another from one day to another; a profile, or permissions by name. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table access_delegations (
        id bigint generated always as identity primary key,
        municipality_id bigint not null references access_municipalities,
        from_user_id bigint not null references access_users,
        to_user_id bigint not null references access_users,
        profile_id bigint references access_profiles,
        permissions text[] not null default '{}',
        from_on date not null,
        until_on date not null,
        reason text not null,
        created_by bigint not null references access_users,
        created_at timestamptz not null,
        ended_at timestamptz,
        ended_by bigint references access_users,
        constraint access_delegations_period check (until_on >= from_on),
        constraint access_delegations_others check (from_user_id <> to_user_id),
        constraint access_delegations_what check ((profile_id is null) = (cardinality(permissions) > 0))
      );
      create index access_delegations_to on access_delegations (to_user_id, until_on) where ended_at is null;
      create index access_delegations_of_municipality on access_delegations (municipality_id, id desc);
      create index access_delegations_from on access_delegations (from_user_id, id desc);
    `)
  }
}
