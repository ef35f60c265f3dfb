import { BaseSchema } from '@adonisjs/lucid/schema'

/** For what the interest of months to come was given up: a final account that asks for the rest at once. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table receivables_pending_charges add column given_up_type text, add column given_up_id bigint,
        add constraint receivables_pending_charges_given_up check (
          (given_up_type is null) = (given_up_id is null) and (given_up_id is null or state = 'cancelled'));
      create index receivables_pending_charges_given_up on receivables_pending_charges (given_up_type, given_up_id)
        where given_up_id is not null;
    `)
  }
}
