import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * What a corrected month itself used, where its volume settles estimated months too: averages take it. Months corrected before
 * keep none, and count whole as they did.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table readings_readings
        add column corrected_own_m3 numeric check (corrected_own_m3 >= 0),
        add constraint readings_readings_corrected_own check (corrected_m3 is not null or corrected_own_m3 is null)
    `)
  }
}
