import { BaseSchema } from '@adonisjs/lucid/schema'

/** A posting that undoes another one: the accounts turned round, once. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table accounting_postings add column reverses_id bigint;
      create unique index accounting_postings_reverses on accounting_postings (reverses_id) where reverses_id is not null;
      alter table accounting_unposted
        drop constraint accounting_unposted_state_check,
        add constraint accounting_unposted_state_check check (state in ('waiting', 'posted', 'reversed'));
      create index accounting_unposted_source on accounting_unposted (municipality_id, source_type, source_id);
    `)
  }
}
