import db from '@adonisjs/lucid/services/db'
import type { ApiClient, ApiResponse } from '@japa/api-client'
import User from '#core/access/models/user'
import { actorOfUser } from '#core/access/index'
import { query } from '#core/database/index'
import { type RunSummary, decode, runInline } from '#core/jobs/index'

const EMAILS = {
  ana: 'ana.admin@demo.aqueduto',
  bruno: 'bruno.faturamento@demo.aqueduto',
  carla: 'carla.atendimento@demo.aqueduto',
} as const

/** The demo's people: Ana administers, Bruno bills, Carla attends. */
export type Who = keyof typeof EMAILS

export const userOf = (who: Who): Promise<User> => User.findByOrFail('email', EMAILS[who])

export async function actorOf(who: Who) {
  const user = await userOf(who)
  return (await actorOfUser(BigInt(user.id)))!
}

export async function open(client: ApiClient, who: Who, path: string): Promise<ApiResponse> {
  return client.get(path).loginAs(await userOf(who))
}

export async function send(
  client: ApiClient,
  who: Who,
  path: string,
  form: object
): Promise<ApiResponse> {
  return client
    .post(path)
    .loginAs(await userOf(who))
    .withCsrfToken()
    .form(form)
    .redirects(0)
}

export interface Upload {
  readonly path: string
  readonly name: string
  readonly content: string | Uint8Array | Uint8Array
  readonly fields?: Readonly<Record<string, string>>
}

export async function upload(client: ApiClient, who: Who, file: Upload): Promise<ApiResponse> {
  const request = client
    .post(file.path)
    .loginAs(await userOf(who))
    .withCsrfToken()
    .file('file', Buffer.from(file.content as Uint8Array), { filename: file.name })
    .redirects(0)
  for (const [name, value] of Object.entries(file.fields ?? {})) request.field(name, value)
  return request
}

/** What a worker does after a screen has started a run: the run that the answer leads to, to its end. */
export async function work(response: ApiResponse, who: Who): Promise<RunSummary> {
  const id = /\/jobs\/(\d+)$/.exec(response.header('location') ?? '')?.[1]
  if (!id) throw new Error(`Not led to a run but to ${response.header('location')}`)
  const [run] = await query<{ job: string; args: string }>(
    db,
    'select job, args from jobs_runs where id = ?',
    [id]
  )
  return runInline(run!.job, decode(run!.args), await actorOf(who))
}

/** What a flash message told, with its code. */
export const problemOf = (response: ApiResponse): { code: string; people: string } =>
  response.flashMessage('problem') as { code: string; people: string }

/** What stands in the text area of a page. */
export function textareaOf(html: string): string {
  const [, text = ''] = /<textarea[^>]*name="content"[^>]*>([\s\S]*?)<\/textarea>/.exec(html) ?? []
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}
