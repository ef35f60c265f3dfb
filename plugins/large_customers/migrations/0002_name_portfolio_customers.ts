import { BaseSchema } from '@adonisjs/lucid/schema'

/** The portfolio as people read it: with who answers for each unit today. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create view large_customers_units as
        select o.id, o.municipality_id, o.premise_id, p.holder_name as customer, o.manager_id, o.segment, o.since_on, o.until_on
          from large_customers_portfolio o join registry_premises p on p.id = o.premise_id;
    `)
  }
}
