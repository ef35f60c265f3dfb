import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * What was posted is never changed nor taken out, and neither is what was frozen: only the file that hands a posting over is
 * written to it afterwards.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      select append_only('accounting_facts', 'accounting_histories', 'accounting_period_balances', 'accounting_provision_lines',
        'accounting_explanations');
      do $$
      declare
        one text;
        kept text;
      begin
        for one in select rolname from pg_roles where rolname in (current_user, 'aqueduto_app') loop
          execute format('revoke update, delete, truncate on accounting_postings from %I', one);
          execute format('grant update (export_id) on accounting_postings to %I', one);
          foreach kept in array array['accounting_unposted', 'accounting_periods', 'accounting_entries', 'accounting_provisions',
                                      'accounting_exports'] loop
            execute format('revoke delete, truncate on %I from %I', kept, one);
          end loop;
        end loop;
      end $$;
    `)
  }
}
