import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Who a person is in the utility's directory or identity provider, by the identifier that never changes there; and which of
 * the person's profiles came from its groups, so that losing the group loses the profile and nothing given by hand.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table access_identities (
        id bigint generated always as identity primary key,
        municipality_id bigint not null references access_municipalities,
        user_id bigint not null references access_users on delete cascade,
        source text not null check (source in ('directory', 'openid')),
        issuer text not null,
        subject text not null,
        linked_at timestamptz not null,
        last_seen_at timestamptz not null,
        constraint access_identities_subject unique (source, issuer, subject),
        constraint access_identities_user unique (user_id, source, issuer)
      );

      create table access_group_profiles (
        user_id bigint not null references access_users on delete cascade,
        profile_id bigint not null references access_profiles,
        primary key (user_id, profile_id)
      );
    `)
  }
}
