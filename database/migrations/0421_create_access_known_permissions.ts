import { BaseSchema } from '@adonisjs/lucid/schema'

/** Functions that somebody decided about: those of a later release wait until an administrator gives them to profiles. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table access_known_permissions (
        permission text primary key,
        known_since timestamptz not null default now()
      );
      insert into access_known_permissions (permission)
      select distinct permission from access_profile_permissions;
    `)
  }
}
