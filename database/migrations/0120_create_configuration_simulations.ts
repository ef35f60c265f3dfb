import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Drafts tried on past results, and past results computed again. What each result would be is detail that is purged by age;
 * the evidence (totals, distribution, largest changes) and the outcome of a re-performance stay and never change.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table configuration_simulations (
        run_id bigint primary key,
        municipality_id bigint not null references access_municipalities,
        version_id bigint not null references configuration_versions,
        population text not null,
        -- canonical JSON: from, until, groups
        scope text not null,
        -- the content that was tried, as it stood when the simulation started
        content text not null,
        content_hash char(64) not null,
        created_at timestamptz not null default now(),
        created_by bigint references access_users,
        -- when the results one by one were deleted for their age
        purged_at timestamptz
      );
      create index configuration_simulations_version on configuration_simulations (version_id, run_id desc);
      create index configuration_simulations_age on configuration_simulations (created_at) where purged_at is null;

      create table configuration_simulation_results (
        municipality_id bigint not null,
        run_id bigint not null,
        -- compared by bytes: many are written at once, and their hash is in this order
        key text collate "C" not null,
        label text not null,
        link text not null,
        before_amount bigint not null,
        after_amount bigint not null,
        -- canonical JSON by name of the dimension
        dims text not null,
        error_code text,
        error_text text,
        primary key (run_id, key)
      );

      create table configuration_simulation_sums (
        municipality_id bigint not null,
        run_id bigint not null,
        chunk integer not null,
        dim text not null,
        value text not null,
        count integer not null,
        more integer not null,
        less integer not null,
        same integer not null,
        before_amount bigint not null,
        after_amount bigint not null,
        primary key (run_id, chunk, dim, value)
      );

      create table configuration_evidence (
        run_id bigint primary key,
        municipality_id bigint not null references access_municipalities,
        version_id bigint not null references configuration_versions,
        population text not null,
        scope text not null,
        content_hash char(64) not null,
        -- sha256 over key, before and after of every result, in the order of the keys
        results_hash char(64) not null,
        -- canonical JSON: totals, dimensions, distribution, largest changes, errors by reason
        report text not null,
        -- sha256 of the canonical JSON of all of the above
        hash char(64) not null,
        created_at timestamptz not null,
        created_by bigint references access_users
      );
      create index configuration_evidence_version on configuration_evidence (version_id, run_id desc);

      create table configuration_replays (
        run_id bigint primary key,
        municipality_id bigint not null references access_municipalities,
        population text not null,
        -- canonical JSON: from, until, groups
        scope text not null,
        results integer not null,
        different integer not null,
        -- sha256 over what every result comes to now, chunk by chunk
        hash char(64) not null,
        created_at timestamptz not null,
        created_by bigint references access_users
      );
      create index configuration_replays_list on configuration_replays (municipality_id, run_id desc);

      create table configuration_replay_chunks (
        municipality_id bigint not null,
        run_id bigint not null,
        chunk integer not null,
        results integer not null,
        different integer not null,
        hash char(64) not null,
        primary key (run_id, chunk)
      );

      create table configuration_replay_differences (
        municipality_id bigint not null,
        run_id bigint not null,
        key text not null,
        label text not null,
        link text not null,
        step text not null,
        stored text not null,
        computed text not null,
        primary key (run_id, key)
      );

      select append_only('configuration_evidence', 'configuration_replays', 'configuration_replay_chunks',
        'configuration_replay_differences');
    `)
  }
}
