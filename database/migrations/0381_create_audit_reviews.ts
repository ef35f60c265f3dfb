import { BaseSchema } from '@adonisjs/lucid/schema'

/** Reviews of the audit trail: what was looked at, by whom, and what was found; written once, like the trail itself. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table audit_reviews (
        id bigint generated always as identity primary key,
        municipality_id bigint not null references access_municipalities,
        from_on date not null,
        until_on date not null,
        scope text not null,
        findings text not null,
        -- Entries of the period when it was reviewed.
        entries bigint not null,
        reviewed_by bigint references access_users,
        reviewed_at timestamptz not null,
        check (from_on <= until_on)
      );
      create index audit_reviews_list on audit_reviews (municipality_id, until_on desc, id desc);
      select append_only('audit_reviews');
    `)
  }
}
