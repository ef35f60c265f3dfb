import { BaseSchema } from '@adonisjs/lucid/schema'

/** What a channel tells of a message after it took it, and the values of a template that was approved beforehand. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table messaging_messages
        -- of the channel's own template, in order
        add column parameters text[] not null default '{}',
        -- the message's name at the channel
        add column external_id text,
        add column delivered_at timestamptz,
        add column read_at timestamptz,
        -- as the channel charged it
        add column category text;
    `)
  }
}
