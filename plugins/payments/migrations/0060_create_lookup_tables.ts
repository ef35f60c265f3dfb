import { BaseSchema } from '@adonisjs/lucid/schema'
import { lookupTableSql } from '#core/records/index'

const PLAIN = ['agreement_types', 'direct_debit_resend_reasons']

/** The small registries of payments; the kind of an agreement is one of them. */
export default class extends BaseSchema {
  async up() {
    for (const name of PLAIN) this.schema.raw(lookupTableSql(`payments_${name}`))
    this.schema.raw(
      lookupTableSql(
        'payments_direct_debit_occurrences',
        'settles boolean not null default false, ends_option boolean not null default false,'
      )
    )
    this.schema.raw(`
      alter table payments_agreements
        drop constraint payments_agreements_kind_check,
        add foreign key (municipality_id, kind) references payments_agreement_types (municipality_id, code);
    `)
  }
}
