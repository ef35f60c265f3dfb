import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * What was submitted of a configuration version, and what was decided about it, never changes. Each half of a version has a
 * seal over its columns, computed by the database and null before its time; the seal is written down once in a table that
 * is only added to, and foreign keys in both directions hold the two together: a changed column, a version taken back to
 * draft, a deleted version or a missing seal are all refused.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table configuration_versions
        add column submission_seal text generated always as (
          case when status <> 'draft' then seal_of(
            item_id::text, number::text, owner, content, content_hash, (in_force_from - date '2000-01-01')::text,
            (in_force_until - date '2000-01-01')::text, (ratify_until - date '2000-01-01')::text, reason, legal_basis,
            author_id::text, author_for_id::text, is_emergency::text, is_correction::text,
            base_id::text, merge,
            extract(epoch from submitted_at at time zone 'UTC')::text,
            extract(epoch from created_at at time zone 'UTC')::text) end) stored,
        add column decision_seal text generated always as (
          case when status in ('approved', 'rejected', 'withdrawn') then seal_of(
            status, approver_id::text, approver_for_id::text, decision_note, closed_periods, previous_hash, hash,
            extract(epoch from decided_at at time zone 'UTC')::text,
            extract(epoch from updated_at at time zone 'UTC')::text) end) stored,
        add unique (id, submission_seal),
        add unique (id, decision_seal);

      create table configuration_submissions (
        version_id bigint primary key,
        seal text not null,
        constraint configuration_submissions_kept
          foreign key (version_id, seal) references configuration_versions (id, submission_seal),
        unique (version_id, seal)
      );
      create table configuration_decisions (
        version_id bigint primary key,
        seal text not null,
        constraint configuration_decisions_kept
          foreign key (version_id, seal) references configuration_versions (id, decision_seal),
        unique (version_id, seal)
      );
      select append_only('configuration_submissions', 'configuration_decisions');

      -- Checked at the end of the transaction that submits or decides: its seal is written by then.
      alter table configuration_versions
        add constraint configuration_versions_submission_sealed foreign key (id, submission_seal)
          references configuration_submissions (version_id, seal) deferrable initially deferred,
        add constraint configuration_versions_decision_sealed foreign key (id, decision_seal)
          references configuration_decisions (version_id, seal) deferrable initially deferred;
    `)
  }
}
