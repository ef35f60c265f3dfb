import { BaseSchema } from '@adonisjs/lucid/schema'

/** Attempts of chunks, delivery of events listener by listener, epochs of the trail after a restore. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table jobs_chunks
        add column attempts integer not null default 0,
        -- All that the chunk found; jobs_issues keeps only the first ones of a run.
        add column issues integer not null default 0;
      drop index jobs_chunks_waiting;
      create index jobs_chunks_waiting on jobs_chunks (run_id, attempts, number) where status = 'waiting';

      alter table actions_outbox
        add column next_attempt_at timestamptz not null default now(),
        add column delivered_to text[] not null default '{}';
      drop index actions_outbox_waiting;
      create index actions_outbox_waiting on actions_outbox (next_attempt_at, id) where delivered_at is null;

      -- A restored database counts transactions anew: the blocks of an epoch cover only entries after this id.
      alter table audit_blocks add column after_id bigint not null default 0;
      create index audit_entries_order on audit_entries (xid, id);
      drop index audit_entries_xid;
    `)
  }
}
