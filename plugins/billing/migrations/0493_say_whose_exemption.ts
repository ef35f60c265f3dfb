import { BaseSchema } from '@adonisjs/lucid/schema'

/** Whether an exemption is its holder's, and ends with a change of holder, or of the premise (DECISIONS 45). */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table billing_exemption_reasons add column is_personal boolean not null default false;
      select keep_columns('billing_exemption_reasons', 'is_system', 'system_code');
      update billing_exemption_reasons set is_personal = true where code in ('charity', 'worship', 'court');
      alter table billing_exemptions
        add column belongs_to text not null default 'premise' check (belongs_to in ('premise', 'person'));
      update billing_exemptions e set belongs_to = 'person'
        from billing_exemption_reasons r where r.municipality_id = e.municipality_id and r.code = e.reason_code and r.is_personal;
    `)
  }
}
