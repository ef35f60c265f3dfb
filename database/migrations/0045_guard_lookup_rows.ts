import { BaseSchema } from '@adonisjs/lucid/schema'

/** Look-up tables: rows of the product are given to a municipality once. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
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
