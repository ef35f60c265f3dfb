import { BaseSchema } from '@adonisjs/lucid/schema'

/** What of the demo municipality has been loaded: each step is one transaction, so a stopped load continues. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table demo_steps (
        municipality_id bigint not null references access_municipalities,
        step text not null,
        -- canonical JSON
        detail text not null,
        done_at timestamptz not null default now(),
        primary key (municipality_id, step)
      );
    `)
  }
}
