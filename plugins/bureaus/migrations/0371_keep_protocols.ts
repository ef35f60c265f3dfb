import { BaseSchema } from '@adonisjs/lucid/schema'

/** What the notary's office called a title: by this it is taken back. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table bureaus_listings
        add column notary text,
        add column protocol text,
        add column protocol_on date;
    `)
  }
}
