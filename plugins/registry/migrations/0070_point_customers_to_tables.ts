import { BaseSchema } from '@adonisjs/lucid/schema'

const POINTERS: readonly (readonly [string, string])[] = [
  ['marital_status', 'registry_marital_statuses'],
  ['nationality', 'registry_nationalities'],
  ['customer_type', 'registry_customer_types'],
]

/** What a customer is comes from the tables that each utility keeps. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw('alter table registry_customers add column customer_type text')
    for (const [column, table] of POINTERS) {
      this.schema.raw(`
        alter table registry_customers add foreign key (municipality_id, ${column}) references ${table} (municipality_id, code);
        create index registry_customers_${column} on registry_customers (municipality_id, ${column}, id) where ${column} is not null;
      `)
    }
  }
}
