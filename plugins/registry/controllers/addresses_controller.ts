import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { completeByStreet, completeByZipCode } from '../services/complete_address.ts'

/** Answers an address while it is typed: street and number, or a postal code, complete the rest. */
export default class AddressesController {
  /** For the form of a premise: a warning, and what fills the empty boxes. */
  async form(ctx: HttpContext) {
    ctx.authorize('registry.read')
    const { request, view } = ctx
    return view.render('registry::address_panel', {
      found: await this.#complete(ctx, {
        streetId: String(request.input('street_id') ?? ''),
        zipCode: String(request.input('zip_code') ?? ''),
        number: String(request.input('number') ?? ''),
      }),
    })
  }

  /** For other systems and the field: the same as JSON. */
  async complete(ctx: HttpContext) {
    ctx.authorize('registry.read')
    const { request } = ctx
    const found = await this.#complete(ctx, {
      streetId: String(request.input('street_id') ?? ''),
      zipCode: String(request.input('zip_code') ?? ''),
      number: String(request.input('number') ?? ''),
    })
    return { found }
  }

  async #complete(
    { actor }: HttpContext,
    typed: { readonly streetId: string; readonly zipCode: string; readonly number: string }
  ) {
    const number = typed.number.slice(0, 10) || null
    const { municipalityId } = actor
    if (/^\d{1,18}$/.test(typed.streetId)) {
      return completeByStreet(db, municipalityId, { streetId: BigInt(typed.streetId), number })
    }
    const zipCode = typed.zipCode.replace(/\D/g, '')
    return zipCode.length === 8 ? completeByZipCode(db, municipalityId, { zipCode, number }) : null
  }
}
