import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import {
  type StreetFilters,
  NO_FILTERS,
  searchStreets,
  streetChoices,
} from '../services/search_streets.ts'

const IDS = new Set(['city', 'district', 'type'])

/** What was asked; an id that is none asks for nothing. */
function filtersIn(given: Readonly<Record<string, unknown>>): StreetFilters {
  const entries = Object.keys(NO_FILTERS).map((name) => {
    const value = given[name]
    const text = typeof value === 'string' ? value.trim().slice(0, 100) : ''
    return [name, IDS.has(name) && !/^\d{0,18}$/.test(text) ? '' : text]
  })
  return Object.fromEntries(entries) as unknown as StreetFilters
}

/** Streets by code, or by state, city, neighbourhood, type, honorific and name. */
export default class StreetSearchController {
  async show(ctx: HttpContext) {
    ctx.authorize('registry.read')
    const { actor, request, response, view } = ctx
    const filters = filtersIn(request.qs())
    const isAsked = Object.values(filters).some(Boolean)
    const found = isAsked ? await searchStreets(db, actor.municipalityId, filters) : []
    const [only] = found
    if (filters.code && only && found.length === 1) {
      return response.redirect().toPath(`/registry/streets/${only.id}`)
    }
    return view.render('registry::street_search', {
      filters,
      isAsked,
      found,
      ...(await streetChoices(db, actor.municipalityId)),
    })
  }

  async api(ctx: HttpContext) {
    ctx.authorize('registry.read')
    const { actor, request } = ctx
    const found = await searchStreets(db, actor.municipalityId, filtersIn(request.qs()))
    return { data: found.map((street) => ({ ...street, id: Number(street.id) })) }
  }
}
