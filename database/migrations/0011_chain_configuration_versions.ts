import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * One chain of approvals for the installation: its head is kept beside the epoch (whose row lock orders approvals), no two
 * versions follow the same one, and what people write has two of them.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table configuration_epoch add column head char(64);

      create unique index configuration_versions_chain
        on configuration_versions (previous_hash) nulls not distinct where status = 'approved';
      create unique index configuration_versions_start
        on configuration_versions (item_id, owner, in_force_from) where status = 'approved';

      alter table configuration_versions add constraint configuration_versions_people
        check (owner = 'product' or (author_id is not null and (status <> 'approved' or approver_id is not null)));
      alter table configuration_versions add constraint configuration_versions_submitted
        check (owner = 'product' or status not in ('in_review', 'approved')
               or (in_force_from is not null and submitted_at is not null and reason is not null));
    `)
  }
}
