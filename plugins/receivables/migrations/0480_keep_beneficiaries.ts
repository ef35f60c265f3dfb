import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * What the debts of each beneficiary count for is the administrator's to say: the utility's always do, a third party's
 * only when somebody says so, and a donation's, which nobody owes, never.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table receivables_beneficiaries
        alter kind set default 'third_party',
        alter counts_for_cut set default false,
        add counts_for_listing boolean not null default false,
        add transfer_account text;
      update receivables_beneficiaries
         set counts_for_cut = true, counts_for_listing = true
       where kind = 'utility';
      alter table receivables_beneficiaries
        add constraint receivables_beneficiaries_utility_counts
          check (kind <> 'utility' or (counts_for_cut and counts_for_listing)),
        add constraint receivables_beneficiaries_donation_counts
          check (nature <> 'donation' or not (counts_for_cut or counts_for_listing));
      create unique index receivables_beneficiaries_utility on receivables_beneficiaries (municipality_id)
        where kind = 'utility';
      alter table receivables_charge_types alter service set default 'other';
    `)
  }
}
