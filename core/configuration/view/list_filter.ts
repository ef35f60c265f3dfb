import vine from '@vinejs/vine'
import type { Owner } from '../types.ts'
import { LIST_STATES, type ListFilter, type ListState } from './item_list.ts'
import { OWNER_TITLES } from './state_text.ts'

const filter = vine.create({
  q: vine.string().trim().maxLength(100).optional(),
  kind: vine.string().maxLength(60).optional(),
  owner: vine.enum(Object.keys(OWNER_TITLES) as Owner[]).optional(),
  state: vine.enum(Object.keys(LIST_STATES) as ListState[]).optional(),
  page: vine.number().withoutDecimals().min(1).max(10_000).optional(),
})

/** The filter of the list as an address writes it. */
export async function listFilter(
  query: Readonly<Record<string, unknown>>
): Promise<ListFilter & { readonly page?: number | undefined }> {
  const { q: text = '', kind = '', owner, state, page } = await filter.validate(given(query))
  return { text, kind, owner, state, page }
}

/** Only what somebody filled in. */
export const given = (fields: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== '' && value !== undefined)
  )
