import { BaseSchema } from '@adonisjs/lucid/schema'

/** Which cards stand on the home page: of a profile, or of one person who arranged their own. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table reports_home_pages (
        id bigint generated always as identity primary key,
        municipality_id bigint not null references access_municipalities,
        profile_code text,
        user_id bigint references access_users on delete cascade,
        widgets text[] not null,
        check (num_nonnulls(profile_code, user_id) = 1)
      );
      create unique index reports_home_pages_profile
        on reports_home_pages (municipality_id, profile_code) where profile_code is not null;
      create unique index reports_home_pages_user
        on reports_home_pages (municipality_id, user_id) where user_id is not null;
    `)
  }
}
