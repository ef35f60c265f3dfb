import { BaseSchema } from '@adonisjs/lucid/schema'

/** A billing set may be billed by itself, ahead of the run of its group or after it: a run of round 0, which is of that set only. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table billing_runs
        add column set_key bigint,
        alter column job_run_id drop not null,
        drop constraint billing_runs_round_check,
        drop constraint billing_runs_billing_group_id_reference_round_key,
        add constraint billing_runs_round_check check (round >= 0 and (round = 0) = (set_key is not null)),
        add constraint billing_runs_job_check check (round = 0 or job_run_id is not null);
      create unique index billing_runs_one on billing_runs (billing_group_id, reference, round) where round > 0;
      create unique index billing_runs_one_set on billing_runs (load_id, set_key) where round = 0;
      create index billing_runs_group on billing_runs (billing_group_id, reference, round);
    `)
  }
}
