import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Extensions, the municipality and the people who work for it. No table has a trigger: what may not change is kept by
 * rights, which `append_only` and `keep_columns` set, and by foreign keys to seals (0095).
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create extension if not exists pg_trgm;
      create extension if not exists btree_gin;
      create extension if not exists unaccent;
      create extension if not exists btree_gist;
      create extension if not exists pgcrypto;

      -- The dictionary is named so that the function may be immutable and serve an index.
      create function plain_text(value text) returns text
        language sql immutable strict parallel safe
        return lower(public.unaccent('public.unaccent'::regdictionary, value));

      -- Takes the rights to change rows from the application's role and from the owner itself, which may give them back to
      -- itself: only a change meant as such gets through. The role exists where the embedded server or an operator made it.
      -- Foreign keys are checked with row locks, for which the owner needs the right to update some column: the key's.
      create function append_only(variadic tables text[]) returns void language plpgsql as $$
      declare
        one text;
        key text;
      begin
        foreach one in array tables loop
          execute format('revoke update, delete, truncate on %I from %I', one, current_user);
          if exists (select from pg_roles where rolname = 'aqueduto_app') then
            execute format('revoke update, delete, truncate on %I from aqueduto_app', one);
          end if;
          select attname into key from pg_attribute where attrelid = one::regclass and attnum = 1
            and exists (select from pg_constraint where contype = 'f' and one::regclass in (conrelid, confrelid));
          if key is not null then
            execute format('grant update (%I) on %I to %I', key, one, current_user);
          end if;
        end loop;
      end $$;

      -- Lets every column of a table be updated but those named. To be called again after columns are added.
      create function keep_columns(kept_table text, variadic kept text[]) returns void language plpgsql as $$
      declare
        changeable text := (select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
          where attrelid = kept_table::regclass and attnum > 0 and not attisdropped and attname <> all (kept));
        one text;
      begin
        for one in select rolname from pg_roles where rolname in (current_user, 'aqueduto_app') loop
          execute format('revoke update, truncate on %I from %I', kept_table, one);
          execute format('grant update (%s) on %I to %I', changeable, kept_table, one);
        end loop;
      end $$;

      -- sha256 of values in an order, each with its length, so that no two lists read alike.
      create function seal_of(variadic parts text[]) returns text
        language sql immutable parallel safe
        return (select encode(sha256(convert_to(
            string_agg(coalesce(octet_length(part) || ':' || part, '-'), ',' order by place), 'UTF8')), 'hex')
          from unnest(parts) with ordinality as listed (part, place));

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
