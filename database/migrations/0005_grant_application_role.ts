import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Rights of the application's role where the embedded server has one: it reads and writes rows, changes no structure, and
 * may only insert and read the audit trail. Tables of plugins, created later, follow by default privileges.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      do $$
      begin
        if exists (select from pg_roles where rolname = 'aqueduto_app') and current_user <> 'aqueduto_app' then
          grant select, insert, update, delete on all tables in schema public to aqueduto_app;
          grant usage, select on all sequences in schema public to aqueduto_app;
          alter default privileges in schema public grant select, insert, update, delete on tables to aqueduto_app;
          alter default privileges in schema public grant usage, select on sequences to aqueduto_app;
          create schema if not exists pgboss;
          grant usage, create on schema pgboss to aqueduto_app;
        end if;
      end $$;
      select append_only('audit_entries', 'audit_blocks');
    `)
  }
}
