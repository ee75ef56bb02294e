import type pg from "pg";

/**
 * Makes the two roles of the walls, or finds them made by the administrator of a server. app_user: a person's or token's request,
 * under row-level security. app_system: jobs, seeds and sign-in, past the walls by policy.
 */
export async function makeRoles(client: pg.ClientBase): Promise<void> {
  try {
    await client.query(`do $$ begin
      if not exists (select from pg_roles where rolname = 'app_user') then create role app_user nologin; end if;
      if not exists (select from pg_roles where rolname = 'app_system') then create role app_system nologin; end if;
      if not (pg_has_role('app_user', 'usage') and pg_has_role('app_system', 'usage')) then
        execute format('grant app_user, app_system to %I', current_user);
      end if;
    end $$`);
  } catch (cause) {
    throw new Error(
      "This database user may neither make nor use the roles app_user and app_system. The server's administrator prepares them once: docs/guides/deploy.md, PostgreSQL server.",
      { cause },
    );
  }
}

/** What the two roles may do; repeatable, so that a restored base and tables of a new release get the same rights. */
export const rights = `
  grant usage on schema app, pgboss to app_user, app_system;
  grant select, insert, update, delete on all tables in schema app, pgboss to app_user, app_system;
  grant usage, select on all sequences in schema app to app_user, app_system;
  grant execute on all functions in schema pgboss to app_user, app_system;
  revoke update, delete, truncate on app.audit_entry from app_user, app_system;
  grant usage on schema auth to app_system;
  grant select, insert, update, delete on all tables in schema auth to app_system`;
