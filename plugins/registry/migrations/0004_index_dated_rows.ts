import { BaseSchema } from '@adonisjs/lucid/schema'

/** Lists of economies and of holders, newest first. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create index registry_premise_economies_recent on registry_premise_economies (municipality_id, from_on desc, id desc);
      create index registry_holdings_recent on registry_holdings (municipality_id, from_on desc, id desc);
    `)
  }
}
