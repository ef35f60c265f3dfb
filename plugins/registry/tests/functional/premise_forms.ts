import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { bruno } from '#tests/support/people'
import { premiseAt } from './support.ts'

/** Sends a form as Bruno. */
export async function submit(client: ApiClient, path: string, form: Record<string, string>) {
  const user = await bruno()
  return client.post(path).loginAs(user).withCsrfToken().form(form).redirects(0)
}

/** Sends a form that makes a record. @returns its id */
export async function created(client: ApiClient, path: string, form: Record<string, string>) {
  const response = await submit(client, path, form)
  response.assertStatus(302)
  return /\/(\d+)$/.exec(response.header('location') ?? '')?.[1] ?? ''
}

/** A page as Bruno sees it. */
export async function screen(client: ApiClient, path: string): Promise<string> {
  const response = await client.get(path).loginAs(await bruno())
  response.assertStatus(200)
  return response.text()
}

/** What a page says, without its tags. */
export const plainText = (html: string) =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim()

export async function customerId(name: string): Promise<string> {
  const [row] = await query<{ id: bigint }>(
    db,
    'select id from registry_customers where name = ?',
    [name]
  )
  return String(row!.id)
}

/** A form that creates a house beside a known one. */
export async function house(more: Record<string, string> = {}) {
  const neighbour = await premiseAt('Rua das Acácias', '100')
  return {
    kind: 'single',
    number: '170',
    locality_id: String(neighbour.locality_id),
    billing_group_id: String(neighbour.billing_group_id),
    category: 'RES',
    economies: '1',
    holder_id: await customerId('Luzia Figueiredo'),
    holder_from: '2026-10-01',
    ...(more.street_id ? {} : { street: 'Rua das Acácias', district: 'Centro' }),
    ...more,
  }
}
