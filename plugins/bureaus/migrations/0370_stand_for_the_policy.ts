import { BaseSchema } from '@adonisjs/lucid/schema'

/** The lot of a bureau that a collection policy adds to until somebody decides it. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table bureaus_lots add column is_standing boolean not null default false;
      create unique index bureaus_lots_standing on bureaus_lots (bureau_id) where is_standing and state = 'simulated';
    `)
  }
}
