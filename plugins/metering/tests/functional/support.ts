import type { ApiClient } from '@japa/api-client'
import { bruno } from '#tests/support/people'

/** Sends a form as the billing analyst, who keeps the meters. */
export async function post(client: ApiClient, path: string, form: Record<string, string>) {
  return client
    .post(path)
    .loginAs(await bruno())
    .withCsrfToken()
    .form(form)
    .redirects(0)
}

/** A page as it was sent. */
export async function html(client: ApiClient, path: string): Promise<string> {
  const response = await client.get(path).loginAs(await bruno())
  response.assertStatus(200)
  return response.text()
}

/** The words of a page, without its markup. */
export async function screen(client: ApiClient, path: string): Promise<string> {
  const text = await html(client, path)
  return text
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
}
