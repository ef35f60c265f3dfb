import { BaseSchema } from '@adonisjs/lucid/schema'

/** The mean age of the meters asks when each was verified: of most, never. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create index metering_meters_verified on metering_meters (municipality_id, id) include (verified_on) where verified_on is not null
    `)
  }
}
