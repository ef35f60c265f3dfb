import { BaseSchema } from '@adonisjs/lucid/schema'

/** Marital status, nationality and type of customer are codes of the tables that each utility keeps. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table registry_customers
        add column customer_type text,
        add foreign key (municipality_id, marital_status) references registry_marital_statuses (municipality_id, code),
        add foreign key (municipality_id, nationality) references registry_nationalities (municipality_id, code),
        add foreign key (municipality_id, customer_type) references registry_customer_types (municipality_id, code);
      create index registry_customers_type on registry_customers (municipality_id, customer_type, name, id)
        where customer_type is not null;
    `)
  }
}
