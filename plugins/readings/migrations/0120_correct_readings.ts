import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * What a correction of the invoice says instead of the reading that was billed: the months to come start from it. What was
 * billed first stays in its own columns, so that it can be computed again.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table readings_readings
        add column corrected_reading integer,
        add column corrected_m3 numeric check (corrected_m3 >= 0),
        add column corrected_credit_m3 numeric check (corrected_credit_m3 >= 0),
        add constraint readings_readings_corrected check (corrected_m3 is not null or corrected_reading is null)
    `)
  }
}
