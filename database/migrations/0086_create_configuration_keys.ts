import { BaseSchema } from '@adonisjs/lucid/schema'

/** Ed25519 keys of configuration bundles: the installation's own, its private part encrypted, and those it trusts. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table configuration_keys (
        id bigint generated always as identity primary key,
        name text not null,
        -- sha256 of the public key
        fingerprint char(64) not null unique,
        -- SPKI, DER, base64
        public_key text not null,
        -- of the own key only: encrypted with the installation's secret
        private_key text,
        registered_by bigint references access_users,
        registered_at timestamptz not null default now(),
        revoked_by bigint references access_users,
        revoked_at timestamptz
      );
      create unique index configuration_keys_own on configuration_keys ((true)) where private_key is not null;
    `)
  }
}
