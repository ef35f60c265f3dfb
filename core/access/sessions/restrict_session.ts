import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { closedGate } from '../sign_in/gates.ts'
import { findUserById } from '../sign_in/find_user.ts'
import type { Gate } from '../sign_in/types.ts'
import type { OpenSession } from './identify.ts'

/** Limits a session to the page of a gate. */
export async function restrictSession({ id }: OpenSession, gate: Gate): Promise<void> {
  await query(db, 'update access_sessions set restriction = ? where id = ?', [gate.name, id])
}

/** After a gate was passed: the session is limited to the next closed one, or free. @returns the gate that remains */
export async function passGate({ id, userId, source }: OpenSession): Promise<Gate | null> {
  const user = await findUserById(userId)
  const gate = user && (await closedGate(user, source))
  await query(db, 'update access_sessions set restriction = ? where id = ?', [
    gate?.name ?? null,
    id,
  ])
  return gate
}
