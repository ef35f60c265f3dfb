import db from '@adonisjs/lucid/services/db'

const SEALS = [
  ['configuration_submissions', 'submission_seal'],
  ['configuration_decisions', 'decision_seal'],
] as const

/**
 * What no right prevents: who owns the tables gives themselves the rights over some, changes rows, and puts the rights (and
 * the seals of configuration versions) back, all in one transaction.
 */
export async function tamper(
  tables: readonly string[],
  ...statements: readonly (string | readonly [sql: string, bindings: unknown[]])[]
): Promise<void> {
  const list = tables.join(', ')
  await db.connection('owner').transaction(async (tx) => {
    await tx.rawQuery(`grant update, delete, truncate on ${list} to current_user`)
    for (const statement of statements) {
      const [sql, bindings] = typeof statement === 'string' ? [statement, []] : statement
      await tx.rawQuery(sql, bindings as never)
    }
    for (const table of tables) await tx.rawQuery(`select append_only('${table}')`)
  })
}

/** As `tamper`, for statements that change sealed versions of the configuration, which get new seals. */
export async function tamperVersions(
  ...statements: readonly (string | readonly [sql: string, bindings: unknown[]])[]
): Promise<void> {
  await tamper(
    SEALS.map(([table]) => table),
    ...SEALS.map(([table]) => `delete from ${table}`),
    ...statements,
    ...SEALS.map(
      ([table, seal]) =>
        `insert into ${table} (version_id, seal) select id, ${seal} from configuration_versions where ${seal} is not null`
    )
  )
}
