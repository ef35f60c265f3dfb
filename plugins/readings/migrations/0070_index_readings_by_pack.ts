import { BaseSchema } from '@adonisjs/lucid/schema'

/** Which critiques used a configuration version: by pack, the newest first. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(
      'create index readings_readings_pack on readings_readings (pack_id, id desc) where pack_id is not null'
    )
  }
}
