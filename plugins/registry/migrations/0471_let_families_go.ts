import { BaseSchema } from '@adonisjs/lucid/schema'

/** The line of a family goes with its benefit, when the person is forgotten. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table registry_social_families
        drop constraint registry_social_families_benefit_id_fkey,
        add constraint registry_social_families_benefit_id_fkey foreign key (benefit_id)
          references registry_social_benefits on delete cascade;
    `)
  }
}
