import { BaseSchema } from '@adonisjs/lucid/schema'

/** Why each second copy was asked for, and where. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table receivables_second_copies (
        document_id bigint primary key references receivables_documents,
        municipality_id bigint not null references access_municipalities,
        -- the document that it is a copy of
        original_id bigint not null references receivables_documents,
        premise_id bigint references registry_premises,
        reason text not null check (reason in ('not_received', 'lost', 'damaged', 'correction', 'overdue', 'other')),
        channel text not null check (channel in ('counter', 'telephone', 'portal', 'kiosk', 'app', 'field')),
        issued_on date not null,
        issued_by text not null
      );
      create index receivables_second_copies_list on receivables_second_copies (municipality_id, issued_on desc, document_id desc);
    `)
  }
}
