import { BaseSchema } from '@adonisjs/lucid/schema'

/** Requests above the authority of who asked: they wait for somebody who has it. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table actions_approvals (
        id bigint generated always as identity primary key,
        municipality_id bigint not null references access_municipalities,
        action text not null,
        input text not null,
        reason text,
        amount bigint not null,
        requested_by bigint not null references access_users,
        requested_at timestamptz not null,
        status text not null default 'waiting'
          check (status in ('waiting', 'approved', 'refused', 'withdrawn')),
        decided_by bigint references access_users,
        decided_at timestamptz,
        decision_reason text,
        outcome text,
        constraint actions_approvals_decided
          check ((status = 'waiting') = (decided_at is null and decided_by is null)),
        constraint actions_approvals_other check (status <> 'approved' or decided_by <> requested_by)
      );
      create index actions_approvals_waiting on actions_approvals (municipality_id, id)
        where status = 'waiting';
      create index actions_approvals_recent on actions_approvals (municipality_id, id desc);
      create index actions_approvals_mine on actions_approvals (requested_by, id desc);
    `)
  }
}
