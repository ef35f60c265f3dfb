import { ApiClient } from '@japa/api-client'
import type { Config } from '@japa/runner/types'
import db from '@adonisjs/lucid/services/db'
import type User from '#core/access/models/user'
import { SESSION_KEY, writeSession } from '#core/access/sessions/open_session'

interface LoggedIn {
  readonly authData?: { readonly args: readonly [User] }
}

/** `loginAs` of a request opens a session on the server too, as signing in does. */
export function serverSessions(): NonNullable<Config['plugins']>[number] {
  return () => {
    ApiClient.setup(async (request) => {
      const user = (request as unknown as LoggedIn).authData?.args[0]
      if (user) request.withSession({ [SESSION_KEY]: await openedFor(user) })
    })
  }
}

/** A session on the server of a person, as signing in opens it. */
export function openedFor(user: User): Promise<string> {
  return db.transaction((tx) =>
    writeSession(tx, {
      user: { id: BigInt(user.id), municipalityId: user.municipalityId },
      source: 'local',
      restriction: null,
      address: '127.0.0.1',
      userAgent: null,
    })
  )
}
