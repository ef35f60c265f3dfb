import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * What each account moved on each day (ADR 0017): written with the postings, in their transaction. Each connection of the database adds to rows
 * of its own, so that nobody who posts waits for another; the closing of a month folds them.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table accounting_day_sums (
        municipality_id bigint not null,
        posted_on date not null,
        account text not null,
        is_manual boolean not null,
        -- the connection that added, 0 once the month was closed
        writer integer not null,
        debit_cents bigint not null,
        credit_cents bigint not null,
        primary key (municipality_id, posted_on, account, is_manual, writer)
      ) with (fillfactor = 70);

      insert into accounting_day_sums
      select municipality_id, posted_on, account, is_manual, 0, sum(debit), sum(credit)
        from (select municipality_id, posted_on, debit_account as account, event = 'manual_entry' as is_manual, amount_cents as debit,
                     0 as credit
                from accounting_postings
              union all
              select municipality_id, posted_on, credit_account, event = 'manual_entry', 0, amount_cents from accounting_postings) sides
       group by 1, 2, 3, 4;
    `)
  }
}
