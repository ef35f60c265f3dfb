import { BaseSchema } from '@adonisjs/lucid/schema'

/** Look-up tables: rows that the system needs are kept, and rows of the product are given to a municipality once. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create function records_guard_lookup() returns trigger language plpgsql as $$
      begin
        if tg_op = 'UPDATE' and new.code = old.code then return new; end if;
        raise exception 'row % of % belongs to the system', old.code, tg_table_name
          using errcode = 'AQ001', table = tg_table_name;
      end $$;

      -- A row that a utility deleted does not come back with the next release.
      create table records_lookup_seeds (
        municipality_id bigint not null references access_municipalities,
        lookup text not null,
        code text not null,
        primary key (municipality_id, lookup, code)
      );
    `)
  }
}
