import { BaseSchema } from '@adonisjs/lucid/schema'

/** Extensions, the municipality and the people who work for it. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create extension if not exists pg_trgm;
      create extension if not exists unaccent;
      create extension if not exists btree_gist;
      create extension if not exists pgcrypto;

      -- The dictionary is named so that the function may be immutable and serve an index.
      create function plain_text(value text) returns text
        language sql immutable strict parallel safe
        return lower(public.unaccent('public.unaccent'::regdictionary, value));

      create table access_municipalities (
        id bigint generated always as identity primary key,
        code text not null unique,
        name text not null,
        state char(2) not null,
        ibge_code char(7) not null,
        time_zone text not null,
        created_at timestamptz not null default now()
      );

      create table access_users (
        id bigint generated always as identity primary key,
        municipality_id bigint not null references access_municipalities,
        email text not null unique,
        full_name text not null,
        password text not null,
        is_active boolean not null default true,
        failed_attempts integer not null default 0,
        locked_until timestamptz,
        last_login_at timestamptz,
        created_at timestamptz not null default now()
      );

      create table access_profiles (
        id bigint generated always as identity primary key,
        code text not null unique,
        name text not null,
        description text not null
      );

      create table access_profile_permissions (
        profile_id bigint not null references access_profiles on delete cascade,
        permission text not null,
        primary key (profile_id, permission)
      );

      create table access_user_profiles (
        user_id bigint not null references access_users on delete cascade,
        profile_id bigint not null references access_profiles,
        primary key (user_id, profile_id)
      );
    `)
  }
}
