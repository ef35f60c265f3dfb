import { BaseSchema } from '@adonisjs/lucid/schema'

/** When the critique of a load began and ended, in the days of the municipality's books and not of the machine. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table readings_loads add column critique_began_at timestamptz, add column critique_ended_at timestamptz;
      update readings_loads l set critique_began_at = j.started_at, critique_ended_at = j.finished_at
        from jobs_runs j
       where j.municipality_id = l.municipality_id and j.job = 'readings.critique' and j.key = l.id::text and j.status = 'done';
    `)
  }
}
