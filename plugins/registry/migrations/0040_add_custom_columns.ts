import { BaseSchema } from '@adonisjs/lucid/schema'

/** Where the values of fields added by administrators are kept; equality is served by the index. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table registry_customers add column custom jsonb not null default '{}';
      create index registry_customers_custom on registry_customers using gin (custom jsonb_path_ops);
      create index registry_customers_created on registry_customers (municipality_id, created_at, id);
      alter table registry_premises add column custom jsonb not null default '{}';
      create index registry_premises_custom on registry_premises using gin (custom jsonb_path_ops);
      select keep_columns('registry_premises', 'registration_number');
    `)
  }
}
