import app from '@adonisjs/core/services/app'
import { embeddedPaths } from '#core/database/embedded/paths'
import { readConnection, superClient } from '#core/database/embedded/server'

/** Whether the database server is one that `npm test` made for this run and deletes after it. */
export const isThrowaway = process.env.AQUEDUTO_TEST_SERVER === 'throwaway'

/** A server that nobody keeps need not survive a power cut: it waits for no disk. */
export async function waitForNoDisk(): Promise<void> {
  const client = superClient(readConnection(embeddedPaths(app.appRoot))!, 'postgres')
  await client.connect()
  try {
    for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
      await client.query(`alter system set ${setting} = off`)
    }
    await client.query('select pg_reload_conf()')
  } finally {
    await client.end()
  }
}
