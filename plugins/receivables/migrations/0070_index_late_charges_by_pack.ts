import { BaseSchema } from '@adonisjs/lucid/schema'

/** Which late charges used a configuration version: their explanation names the pack; a column of it serves the search. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table receivables_pending_charges add column pack_id bigint
        generated always as ((explanation::jsonb ->> 'pack')::bigint) stored;
      create index receivables_pending_charges_pack on receivables_pending_charges (pack_id, id desc)
        where pack_id is not null;
    `)
  }
}
