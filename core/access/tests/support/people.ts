import db from '@adonisjs/lucid/services/db'
import type { ApiClient, ApiRequest, ApiResponse } from '@japa/api-client'
import { SESSION_KEY } from '#core/access/sessions/open_session'
import { type CivilDate, clock } from '#core/calendar/index'
import { approveVersion, saveDraft, submitVersion } from '#core/configuration/index'
import { type Json, query } from '#core/database/index'
import { userNamed } from '#tests/support/people'

/** A parameter of the utility, in force from today. */
export async function setParameter(key: string, value: Json): Promise<void> {
  await setVersion('parameter', key, { value })
}

/** A parameter written, sent and approved by two people on the screens of configuration, in force from today. */
export async function putParameter(client: ApiClient, key: string, value: Json): Promise<void> {
  await putVersion(client, `parameter/${key}`, { value })
}

/** A version of any kind, by the same screens. */
export async function putVersion(client: ApiClient, item: string, content: Json): Promise<void> {
  const drafted = await send(client, 'bruno.', `/configuration/${item}/draft`, {
    content: JSON.stringify(content),
  })
  const path = String(drafted.header('location'))
  await send(client, 'bruno.', `${path}/submit`, {
    ...{ from: clock.today('America/Cuiaba'), reason: 'Teste' },
    legal_basis: 'Portaria de teste 1/2026',
  })
  const approved = await send(client, 'diego.', `${path}/approve`, {})
  if (approved.header('location') !== path || problemOf(approved)) {
    throw new Error(`${item} is not in force: ${JSON.stringify(approved.flashMessages())}`)
  }
}

/** A version of any kind, in force from today, written by one person and approved by another. */
export async function setVersion(kind: string, key: string, content: Json): Promise<void> {
  const now = clock.now()
  const from = clock.today('America/Cuiaba') as CivilDate
  const [author, approver] = [await userNamed('bruno.'), await userNamed('diego.')]
  const { municipalityId } = author
  await db.transaction(async (tx) => {
    await query(
      tx,
      `delete from configuration_versions v using configuration_items i
        where i.id = v.item_id and i.kind = ? and i.key = ? and v.owner = 'utility' and v.status <> 'approved'`,
      [kind, key]
    )
    const authorId = BigInt(author.id)
    const versionId = await saveDraft(tx, { kind, key, municipalityId, content, authorId })
    const legalBasis = 'Portaria de teste 1/2026'
    await submitVersion(tx, {
      versionId,
      municipalityId,
      authorId,
      from,
      reason: 'Teste',
      legalBasis,
      now,
    })
    await approveVersion(tx, { versionId, municipalityId, userId: BigInt(approver.id), now })
  })
}

/** Posts the login page's form. */
export function enter(client: ApiClient, login: string, password: string): ApiRequest {
  return client
    .post('/login')
    .form({ login, password })
    .withCsrfToken()
    .header('referer', '/login')
    .header('user-agent', 'Mozilla/5.0 (X11; Linux x86_64) Chrome/153.0')
    .redirects(0)
}

export interface Browser {
  get(path: string): ApiRequest
  post(path: string, form?: object): ApiRequest
}

/** A browser that goes on with the session that a sign-in opened. */
export function browserOf(client: ApiClient, entered: ApiResponse): Browser {
  const { auth_web: user = '', [SESSION_KEY]: session = '' } = entered.session() as Record<
    string,
    string
  >
  const own = { auth_web: user, [SESSION_KEY]: session }
  return {
    get: (path) => client.get(path).withSession(own).redirects(0),
    post: (path, form = {}) =>
      client.post(path).withSession(own).withCsrfToken().form(form).redirects(0),
  }
}

/** What a refusal told, with its code. */
export const problemOf = (response: ApiResponse) =>
  response.flashMessage('problem') as { code: string; people: string } | undefined

/** Sends a form as one of the demo's people. */
export async function send(client: ApiClient, who: string, path: string, form: object) {
  return client
    .post(path)
    .loginAs(await userNamed(who))
    .withCsrfToken()
    .form(form)
    .redirects(0)
}

/** Opens a page as one of the demo's people. */
export async function open(client: ApiClient, who: string, path: string) {
  return client.get(path).loginAs(await userNamed(who))
}

export async function profileNamed(name: string): Promise<string> {
  const [row] = await query<{ id: bigint }>(db, 'select id from access_profiles where name = ?', [
    name,
  ])
  return String(row!.id)
}
