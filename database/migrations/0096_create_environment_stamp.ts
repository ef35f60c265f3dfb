import { BaseSchema } from '@adonisjs/lucid/schema'

/** Which environment the database is of: written once by `system:prepare`, changed only by its owner (`system:stamp`). */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table configuration_environment (
        only_row boolean primary key default true check (only_row),
        environment text not null check (environment in ('development', 'homologation', 'production')),
        stamped_at timestamptz not null default now()
      );
      select append_only('configuration_environment');
    `)
  }
}
