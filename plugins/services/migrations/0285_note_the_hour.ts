import { BaseSchema } from '@adonisjs/lucid/schema'

/** The hour of a service: the law allows some only within business hours. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table services_orders
        add column executed_time text check (executed_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
        add constraint services_orders_time check (executed_time is null or state = 'done');
    `)
  }
}
