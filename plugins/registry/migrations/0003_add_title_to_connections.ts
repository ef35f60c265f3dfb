import { BaseSchema } from '@adonisjs/lucid/schema'

/** A connection is named by its premise's registration number and its service: `00000012-3 água`. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table registry_connections add column title text generated always as (
        left(registration_number, -1) || '-' || right(registration_number, 1)
          || case service when 'water' then ' água' else ' esgoto' end
      ) stored;
    `)
  }
}
