import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * A block ends at the highest id it sealed: after a restore, transactions are counted anew and could otherwise fall into the
 * ranges of older blocks.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw('alter table audit_blocks add column last_id bigint not null default 0')
  }
}
