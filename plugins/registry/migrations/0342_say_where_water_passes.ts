import { BaseSchema } from '@adonisjs/lucid/schema'

/** Since when a network of water passes a unit, connected to it or not, as it is said of sewage. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`alter table registry_premises add column water_available_on date;`)
  }
}
