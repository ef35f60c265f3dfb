import { BaseSchema } from '@adonisjs/lucid/schema'

/** What the checks that add up everything last found of an open month. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table accounting_month_checks (
        municipality_id bigint not null references access_municipalities,
        reference char(7) not null check (reference ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
        checked_at timestamptz not null,
        checked_by text not null,
        -- all debits of the books then: more of them means that something was posted since
        debit_cents numeric not null,
        checks jsonb not null,
        primary key (municipality_id, reference)
      );
    `)
  }
}
