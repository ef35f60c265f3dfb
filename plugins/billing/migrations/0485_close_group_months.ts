import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * The month of a group is closed by a person once its bridges close. Loads keep their own state, so that a month begins with its
 * first run.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      update billing_group_months set state = 'read' where state in ('open', 'loaded');
      alter table billing_group_months
        drop constraint billing_group_months_state_check,
        -- read: runs have begun and something still waits
        add constraint billing_group_months_state_check check (state in ('read', 'billed', 'closed')),
        add column closed_at timestamptz,
        add column closed_by text,
        add constraint billing_group_months_closed check (state <> 'closed' or (closed_at is not null and closed_by is not null))
    `)
  }
}
