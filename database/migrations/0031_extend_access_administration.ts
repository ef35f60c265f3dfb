import { BaseSchema } from '@adonisjs/lucid/schema'

/** Query-only profiles, where a person may work, exceptions to the segregation of duties, and reviews of access. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table access_profiles add column is_query_only boolean not null default false;
      create unique index access_profiles_name on access_profiles (lower(name));
      create index access_user_profiles_profile on access_user_profiles (profile_id, user_id);
      create index access_profile_permissions_name on access_profile_permissions (permission, profile_id);

      -- Where a person works besides their own municipality, and where only some of its localities are theirs.
      create table access_territories (
        user_id bigint not null references access_users on delete cascade,
        municipality_id bigint not null references access_municipalities,
        -- null: all of them
        locality_ids bigint[] check (cardinality(locality_ids) > 0),
        primary key (user_id, municipality_id)
      );
      create index access_territories_municipality on access_territories (municipality_id, user_id);

      create table access_duty_exceptions (
        id bigint generated always as identity primary key,
        municipality_id bigint not null references access_municipalities,
        user_id bigint not null references access_users on delete cascade,
        activity_a text not null,
        activity_b text not null,
        reason text not null,
        valid_until date not null,
        status text not null check (status in ('requested', 'approved', 'refused', 'revoked')),
        requested_by bigint references access_users,
        requested_at timestamptz not null,
        decided_by bigint references access_users,
        decided_at timestamptz,
        check (activity_a < activity_b),
        check (status = 'requested' or decided_at is not null)
      );
      create index access_duty_exceptions_user on access_duty_exceptions (user_id, status);
      create index access_duty_exceptions_list on access_duty_exceptions (municipality_id, requested_at desc, id desc);

      create table access_reviews (
        id bigint generated always as identity primary key,
        municipality_id bigint not null references access_municipalities,
        title text not null,
        opened_by bigint references access_users,
        opened_at timestamptz not null,
        signed_by bigint references access_users,
        signed_at timestamptz
      );
      create index access_reviews_list on access_reviews (municipality_id, opened_at desc, id desc);
      create unique index access_reviews_open on access_reviews (municipality_id) where signed_at is null;

      -- One line per person and profile, as they were when the review was opened.
      create table access_review_lines (
        id bigint generated always as identity primary key,
        municipality_id bigint not null references access_municipalities,
        review_id bigint not null references access_reviews on delete cascade,
        user_id bigint not null references access_users,
        profile_id bigint references access_profiles on delete set null,
        login text not null,
        full_name text not null,
        -- null: the person has no profile at all
        profile_name text,
        last_login_at timestamptz,
        decision text check (decision in ('keep', 'remove')),
        reason text,
        decided_by bigint references access_users,
        decided_at timestamptz,
        check ((decision is null) = (decided_at is null)),
        check (decision is distinct from 'remove' or reason is not null)
      );
      create index access_review_lines_review on access_review_lines (review_id, full_name, id);
    `)
  }
}
