import { BaseSchema } from '@adonisjs/lucid/schema'

/** What the system itself did, and what other systems did, are found at once among millions of entries. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(
      'create index audit_entries_channel on audit_entries (municipality_id, channel, at desc, id desc)'
    )
  }
}
