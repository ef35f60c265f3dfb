import { BaseSchema } from '@adonisjs/lucid/schema'

/** The proposal that a collection policy adds to while something of it is undecided. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table debt_register_proposals add column is_standing boolean not null default false;
      create index debt_register_proposals_standing on debt_register_proposals (municipality_id, id desc) where is_standing;
    `)
  }
}
