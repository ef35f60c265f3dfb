import { BaseSchema } from '@adonisjs/lucid/schema'

/** What was issued, so that it prints again as it was: the version of its template and its data, and each reprint. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- canonical JSON of the data of documents, once per hash
      create table documents_data (
        municipality_id bigint not null references access_municipalities,
        hash char(64) not null,
        content text not null,
        primary key (municipality_id, hash)
      );

      create table documents_issued (
        id bigint generated always as identity primary key,
        municipality_id bigint not null references access_municipalities,
        -- the document type, and the template: the type's own or a model of the utility
        document text not null,
        template text not null,
        title text not null,
        subject_type text not null,
        subject_id bigint not null,
        -- which of its subject it is, where that one is issued only once: afterwards it is printed again
        issue_key text,
        -- null: the type's own template, which no version holds
        version_id bigint references configuration_versions,
        template_hash char(64) not null,
        data_hash char(64) not null,
        language text not null default 'pt-BR',
        paper text not null,
        -- sha256 of the page without what the product puts around every document
        html_sha256 char(64) not null,
        issued_at timestamptz not null,
        issued_on date not null,
        issued_by bigint references access_users,
        issued_by_name text not null,
        foreign key (municipality_id, data_hash) references documents_data (municipality_id, hash)
      );
      create index documents_issued_subject on documents_issued (municipality_id, subject_type, subject_id, id desc);
      create unique index documents_issued_once on documents_issued (municipality_id, document, subject_type, subject_id, issue_key)
        where issue_key is not null;
      create index documents_issued_template on documents_issued (municipality_id, template, issued_on desc, id desc);
      create index documents_issued_list on documents_issued (municipality_id, id desc);

      create table documents_reprints (
        id bigint generated always as identity primary key,
        municipality_id bigint not null references access_municipalities,
        issued_id bigint not null references documents_issued,
        reason text,
        printed_at timestamptz not null,
        printed_by bigint references access_users,
        printed_by_name text not null
      );
      create index documents_reprints_issued on documents_reprints (issued_id, id);

      select append_only('documents_data', 'documents_issued', 'documents_reprints');
    `)
  }
}
