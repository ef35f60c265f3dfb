import { BaseSchema } from '@adonisjs/lucid/schema'

/** Profiles that are asked for and granted by somebody else, the day on which a person leaves, and reviews of one profile. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table access_users add column leaves_on date;
      create index access_users_leaving on access_users (leaves_on) where leaves_on is not null and is_active;

      create table access_profile_requests (
        id bigint generated always as identity primary key,
        municipality_id bigint not null references access_municipalities,
        user_id bigint not null references access_users,
        profile_id bigint references access_profiles on delete set null,
        profile_name text not null,
        reason text,
        status text not null default 'requested' check (status in ('requested', 'approved', 'refused')),
        requested_by bigint references access_users,
        requested_at timestamptz not null,
        decided_by bigint references access_users,
        decided_at timestamptz,
        decision_reason text,
        check ((status = 'requested') = (decided_at is null)),
        check (status <> 'approved' or decided_by is distinct from requested_by)
      );
      create index access_profile_requests_list on access_profile_requests (municipality_id, requested_at desc, id desc);
      create unique index access_profile_requests_open on access_profile_requests (user_id, profile_id)
        where status = 'requested';
      create index access_profile_requests_profile on access_profile_requests (profile_id);

      -- null: every profile of everybody.
      alter table access_reviews add column profile_id bigint references access_profiles on delete set null;
      alter table access_reviews add column profile_name text;
      drop index access_reviews_open;
      create unique index access_reviews_open on access_reviews (municipality_id, coalesce(profile_name, ''))
        where signed_at is null;
    `)
  }
}
